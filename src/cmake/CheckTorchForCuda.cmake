# Include it before find_package(Torch), whose own messages do not tell what to do: a LibTorch for CUDA must be new
# enough, and can only be configured with the CUDA toolkit.
find_file(EMSURVEY_TORCH_CONFIG TorchConfigVersion.cmake HINTS ${Torch_DIR} $ENV{Torch_DIR}
          PATH_SUFFIXES Torch share/cmake/Torch lib/cmake/Torch)
mark_as_advanced(EMSURVEY_TORCH_CONFIG)
if(EMSURVEY_TORCH_CONFIG)
  get_filename_component(torch_root "${EMSURVEY_TORCH_CONFIG}/../../../.." ABSOLUTE)
  if(EXISTS "${torch_root}/lib/libtorch_cuda.so")
    file(STRINGS "${EMSURVEY_TORCH_CONFIG}" torch_version REGEX "^set\\(PACKAGE_VERSION ")
    string(REGEX REPLACE "[^0-9]*([0-9]+\\.[0-9]+).*" "\\1" torch_version "${torch_version}")
    if(torch_version VERSION_LESS 2.11)
      message(FATAL_ERROR "LibTorch for CUDA is version ${torch_version} (${torch_root}); 2.11 or newer is needed, since older ones "
                          "fail while another thread captures a CUDA graph. jobs/check_cuda_build.sh installs one.")
    endif()
    find_package(CUDAToolkit QUIET)
    if(NOT CUDAToolkit_NVCC_EXECUTABLE)
      message(FATAL_ERROR "LibTorch is for CUDA (${torch_root}), but no CUDA toolkit is found: install it and put its nvcc on PATH, "
                          "or use a LibTorch for CPUs.")
    endif()
  endif()
endif()

# LibTorch computes matrix products with the library that libblas.so.3 resolves to. With the reference BLAS,
# trainings are four times slower without any message, so such a build is refused.
find_library(EMSURVEY_TORCH_CPU torch_cpu HINTS ${TORCH_INSTALL_PREFIX}/lib)
if(EMSURVEY_TORCH_CPU)
  execute_process(COMMAND ldd ${EMSURVEY_TORCH_CPU} OUTPUT_VARIABLE linked ERROR_QUIET)
  if(linked MATCHES "libblas\\.so\\.3 => ([^ \n]+)")
    file(REAL_PATH ${CMAKE_MATCH_1} blas)
    if(blas MATCHES "/blas/libblas")
      message(FATAL_ERROR "LibTorch would run on the reference BLAS (${blas}), four times slower: "
                          "install libopenblas0-openmp (apt-get install libopenblas0-openmp)")
    endif()
    message(STATUS "LibTorch's BLAS: ${blas}")
  endif()
endif()

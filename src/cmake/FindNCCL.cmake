# Defines NCCL::NCCL. If LibTorch comes from PyTorch's Python package, this is the NCCL of that package, which
# LibTorch has already loaded (a process must not contain two). Otherwise it is the system's NCCL.
get_filename_component(packages "${TORCH_INSTALL_PREFIX}/.." ABSOLUTE)
file(GLOB nccl_root "${packages}/nvidia/nccl")
find_path(NCCL_INCLUDE_DIR nccl.h HINTS ${nccl_root}/include)
find_library(NCCL_LIBRARY NAMES libnccl.so.2 nccl HINTS ${nccl_root}/lib)
if(NCCL_INCLUDE_DIR)
  file(STRINGS ${NCCL_INCLUDE_DIR}/nccl.h lines REGEX "^#define NCCL_(MAJOR|MINOR|PATCH) ")
  string(REGEX REPLACE "[^0-9]*([0-9]+)[^0-9]*([0-9]+)[^0-9]*([0-9]+).*" "\\1.\\2.\\3" NCCL_VERSION "${lines}")
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(NCCL REQUIRED_VARS NCCL_LIBRARY NCCL_INCLUDE_DIR VERSION_VAR NCCL_VERSION)
if(NCCL_FOUND AND NOT TARGET NCCL::NCCL)
  add_library(NCCL::NCCL UNKNOWN IMPORTED)
  set_target_properties(NCCL::NCCL PROPERTIES IMPORTED_LOCATION ${NCCL_LIBRARY}
                        INTERFACE_INCLUDE_DIRECTORIES ${NCCL_INCLUDE_DIR})
endif()

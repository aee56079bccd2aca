# NCCL::NCCL: that of PyTorch's Python package where LibTorch is from there (LibTorch has loaded it already, and a
# second one in the same process would be a mistake), else the system's.
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

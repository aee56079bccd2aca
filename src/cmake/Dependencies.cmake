# Finds the libraries. The versions are those of Debian 12, the oldest with which the program is built and
# tested. Each library that is missing or too old is named in one line, and then the configuration ends.
set(problems 0)

# Prints the line for a library.
macro(emsurvey_problem subject problem remedy)
  math(EXPR problems "${problems} + 1")
  message(NOTICE "emsurvey: ${subject}: ${problem}; ${remedy}")
endmacro()

# A macro, because find_package sets variables of its caller. `package` is Debian's, ARGN goes to find_package.
macro(emsurvey_dependency name least version_variable package)
  find_package(${name} QUIET ${ARGN})
  set(remedy "install it (Debian and Ubuntu: ${package}), or add its prefix to CMAKE_PREFIX_PATH")
  if(NOT ${name}_FOUND)
    emsurvey_problem(${name} "version ${least} or later is not found" "${remedy}")
  else()
    set(version ${${version_variable}})
    if(version AND version VERSION_LESS ${least})  # Some packages do not tell their version.
      emsurvey_problem(${name} "has version ${version}, but ${least} or later is needed" "${remedy}")
    else()
      message(STATUS "${name} ${version}")
    endif()
  endif()
endmacro()

if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 12)
  emsurvey_problem(GCC "has version ${CMAKE_CXX_COMPILER_VERSION}, but 12 or later is needed"
                   "name another compiler in CMAKE_CXX_COMPILER")
endif()
set(MPI_CXX_SKIP_MPICXX ON)  # MPI has dropped its C++ bindings.
emsurvey_dependency(MPI 3.1 MPI_CXX_VERSION "libopenmpi-dev and openmpi-bin" COMPONENTS CXX)
if(NOT DEFINED TORCH_CUDA_ARCH_LIST AND NOT DEFINED ENV{TORCH_CUDA_ARCH_LIST})
  set(TORCH_CUDA_ARCH_LIST 9.0)  # No kernel is compiled here; without it, LibTorch for CUDA looks for a GPU.
endif()
include(CheckTorchForCuda)
emsurvey_dependency(Torch 1.13 Torch_VERSION libtorch-dev)
emsurvey_dependency(HDF5 1.10.8 HDF5_VERSION libhdf5-dev COMPONENTS C)
emsurvey_dependency(Boost 1.74 Boost_VERSION_STRING libboost-program-options-dev COMPONENTS program_options)
emsurvey_dependency(BoostMath 1.74 BoostMath_VERSION libboost-math-dev)
emsurvey_dependency(fmt 9.1 fmt_VERSION libfmt-dev)
emsurvey_dependency(Eigen3 3.4 Eigen3_VERSION libeigen3-dev NO_MODULE)
emsurvey_dependency(OpenSSL 3.0 OPENSSL_VERSION libssl-dev COMPONENTS Crypto)
emsurvey_dependency(nlohmann_json 3.11 nlohmann_json_VERSION nlohmann-json3-dev)
emsurvey_dependency(PNG 1.6.39 PNG_VERSION_STRING libpng-dev)
emsurvey_dependency(TIFF 4.5 TIFF_VERSION_STRING libtiff-dev)
emsurvey_dependency(ZLIB 1.2.13 ZLIB_VERSION_STRING zlib1g-dev)
emsurvey_dependency(EXPAT 2.5 EXPAT_VERSION_STRING libexpat1-dev)
emsurvey_dependency(Utf8proc 2.8 Utf8proc_VERSION libutf8proc-dev)
if(EMSURVEY_TESTS)
  emsurvey_dependency(GTest 1.12 GTest_VERSION libgtest-dev)
endif()
if(problems GREATER 0)
  message(FATAL_ERROR "${problems} of the requirements above are not met")
endif()

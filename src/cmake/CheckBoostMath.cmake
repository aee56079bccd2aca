# Checks that the headers of Boost.Math are installed: some distributions package them apart from those of Boost.
include(CheckIncludeFileCXX)
set(CMAKE_REQUIRED_INCLUDES ${Boost_INCLUDE_DIRS})
check_include_file_cxx(boost/math/distributions/non_central_t.hpp EMSURVEY_HAS_BOOST_MATH)
unset(CMAKE_REQUIRED_INCLUDES)
if(NOT EMSURVEY_HAS_BOOST_MATH)
  message(FATAL_ERROR "The headers of Boost.Math are missing. Install libboost-math-dev, or Boost 1.74 or later.")
endif()

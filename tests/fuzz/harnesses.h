// What is fed with damaged files and texts: a function for everything that reads them, which returns or
// throws InputError whatever the bytes are.
#pragma once

#include <string_view>

namespace emsurvey::fuzz {

void checkpoint(std::string_view bytes);
void claim(std::string_view bytes);
void config(std::string_view bytes);
void csv(std::string_view bytes);
void dataset(std::string_view bytes);
void evaluation(std::string_view bytes);
void failure(std::string_view bytes);
void hdf5(std::string_view bytes);
void log(std::string_view bytes);
void png(std::string_view bytes);
void published(std::string_view bytes);
void registry(std::string_view bytes);
void scores(std::string_view bytes);
void tiff(std::string_view bytes);

/// Runs one of them. An InputError is how bad input should end; every other exception leaves.
void expect_input_errors_alone(void (*harness)(std::string_view), std::string_view bytes);

}  // namespace emsurvey::fuzz

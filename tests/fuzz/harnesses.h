// Harnesses that feed damaged files and texts to the code that reads them. Each returns or throws InputError,
// whatever the bytes are.
#pragma once

#include <string_view>

namespace emsurvey::fuzz {

void analysis(std::string_view bytes);
void checkpoint(std::string_view bytes);
void config(std::string_view bytes);
void csv(std::string_view bytes);
void dataset(std::string_view bytes);
void evaluation(std::string_view bytes);
void failure(std::string_view bytes);
void hdf5(std::string_view bytes);
void lock(std::string_view bytes);
void log(std::string_view bytes);
void png(std::string_view bytes);
void published(std::string_view bytes);
void registry(std::string_view bytes);
void scores(std::string_view bytes);
void tiff(std::string_view bytes);
void validation(std::string_view bytes);

/// Runs a harness. An InputError is a proper end for bad input; every other exception is passed on.
void expect_input_errors_alone(void (*harness)(std::string_view), std::string_view bytes);

}  // namespace emsurvey::fuzz

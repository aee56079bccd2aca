// Conversion of the text of a key's value to a number within bounds.
#pragma once

#include <cstdint>
#include <string>

namespace emsurvey {

/// Returns `text` as an integer. Throws InputError naming `key` unless it is a whole number in [low, high].
std::int64_t whole_number(const std::string& key, const std::string& text, std::int64_t low,
                          std::int64_t high);

/// Returns `text` as a double. Throws InputError naming `key` unless it is a finite number in [low, high].
double real_number(const std::string& key, const std::string& text, double low, double high);

/// Returns `text` in seconds: a number of seconds, or [D-]HH:MM:SS or MM:SS as Slurm writes it, of which only
/// the first number may be larger than its unit. Throws InputError naming `key`.
double duration_s(const std::string& key, const std::string& text);

/// Returns the canonical spelling of the value in `text`: 2e-4 and 0.0002 have the same, and so have resnet:9
/// and resnet:09. Text without a number is returned unchanged.
std::string meaning_of(const std::string& text);

}  // namespace emsurvey

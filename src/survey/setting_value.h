// Text values of keys as numbers, within their bounds.
#pragma once

#include <cstdint>
#include <string>

namespace emsurvey {

/// Throws InputError naming `key` unless `text` is a whole number in [low, high].
std::int64_t whole_number(const std::string& key, const std::string& text, std::int64_t low,
                          std::int64_t high);

/// Throws InputError naming `key` unless `text` is a finite number in [low, high].
double real_number(const std::string& key, const std::string& text, double low, double high);

/// Seconds of `text`: a number of them, or [D-]HH:MM:SS or MM:SS as Slurm writes it. Throws InputError naming
/// `key`.
double duration_s(const std::string& key, const std::string& text);

}  // namespace emsurvey

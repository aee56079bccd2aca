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

/// The value that `text` spells, in one spelling: 2e-4 and 0.0002 are one, and so are resnet:9 and resnet:09.
/// Words that hold no number stay.
std::string meaning_of(const std::string& text);

}  // namespace emsurvey

#include "data/mask_files.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>

#include "base/error.h"
#include "base/listing.h"

namespace emsurvey {
namespace {

/// A larger share of grey pixels than the edges of a rescaled mask have.
constexpr double suspicious_share = 0.01;

std::uint32_t largest_of_depth(const MaskValues& values) {
  return static_cast<std::uint32_t>((std::uint64_t{1} << values.bit_depth) - 1);
}

bool is_in_upper_half(const MaskValues& values) {
  return values.largest > largest_of_depth(values) / 2;
}

bool has_other_white(const MaskValues& values) {
  return values.form == MaskForm::unit || values.form == MaskForm::narrow;
}

std::string percent(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}

template <class File>
std::vector<std::string> names_of(const std::vector<File>& files) {
  std::vector<std::string> names;
  for (const File& file : files) names.push_back(file.name);
  return names;
}

/// Returns the largest value of a member over the files.
template <class File, class Number>
Number most_of(const std::vector<File>& files, Number MaskValues::*number) {
  return std::max_element(files.begin(), files.end(),
                          [&](const File& a, const File& b) { return a.values.*number < b.values.*number; })
             ->values.*
         number;
}

}  // namespace

std::vector<MaskFiles::File> MaskFiles::where(const std::function<bool(const MaskValues&)>& condition) const {
  std::vector<File> found;
  std::copy_if(files_.begin(), files_.end(), std::back_inserter(found),
               [&](const File& file) { return condition(file.values); });
  return found;
}

std::vector<std::string> MaskFiles::of_form(MaskForm form) const {
  return names_of(where([&](const MaskValues& values) { return values.form == form; }));
}

bool MaskFiles::has_grey_values() const {
  return std::any_of(files_.begin(), files_.end(),
                     [](const File& file) { return file.values.share_between > 0; });
}

bool MaskFiles::is_present() const {
  return std::any_of(files_.begin(), files_.end(), [](const File& file) {
    return has_other_white(file.values) ? file.values.largest > 0 : is_in_upper_half(file.values);
  });
}

void MaskFiles::require_one_form(const std::string& remedy) const {
  const std::vector<std::string> unit = of_form(MaskForm::unit);
  const auto others = where([](const MaskValues& values) {
    return values.bit_depth > 1 && (values.form == MaskForm::full || values.form == MaskForm::low);
  });
  if (unit.empty() || others.empty()) return;
  throw InputError(listed(unit),
                   "no value above 1, but " + others.front().name + " has values up to " +
                       std::to_string(others.front().values.largest),
                   remedy);
}

std::vector<std::string> MaskFiles::warnings_of_two_values(const std::string& subject) const {
  std::vector<std::string> warnings;
  const std::string present = std::string("; read as present where ") + (is_inverted_ ? "0" : "not 0");
  if (const auto unit = of_form(MaskForm::unit); !unit.empty())
    warnings.push_back(subject + ": no value above 1 in " + listed(unit) + present);
  if (const auto narrow = where([](const MaskValues& values) { return values.form == MaskForm::narrow; });
      !narrow.empty()) {
    warnings.push_back(subject + ": no value above " + std::to_string(most_of(narrow, &MaskValues::largest)) +
                       " in the " + std::to_string(narrow.front().values.bit_depth) + " bits of " +
                       listed(names_of(narrow)) + present);
  }
  return warnings;
}

std::vector<std::string> MaskFiles::warnings_of_low_values(const std::string& subject) const {
  const auto low = where([](const MaskValues& values) {
    return !has_other_white(values) && values.largest > 0 && !is_in_upper_half(values);
  });
  if (low.empty()) return {};
  return {subject + ": no value above " + std::to_string(most_of(low, &MaskValues::largest)) + " in " +
          listed(names_of(low)) + "; present " + (is_inverted_ ? "everywhere" : "nowhere") +
          " there, as only the upper half of the grey values counts as white: save them with 0 and 255"};
}

std::vector<std::string> MaskFiles::warnings_of_low_predictions(const std::string& subject) const {
  if (!where(is_in_upper_half).empty()) return {};
  const std::uint32_t largest = most_of(files_, &MaskValues::largest);
  if (largest == 0) return {};
  return {subject + ": no value above " + std::to_string(largest) + " of " +
          std::to_string(largest_of_depth(files_.front().values)) +
          " in any image; present nowhere, as only the upper half of the grey values counts"};
}

std::vector<std::string> MaskFiles::warnings_of_grey_masks(const std::string& subject) const {
  const auto grey = where([](const MaskValues& values) {
    return is_in_upper_half(values) && values.share_between > suspicious_share;
  });
  if (grey.empty()) return {};
  return {subject + ": up to " + percent(most_of(grey, &MaskValues::share_between)) +
          " of the pixels are neither black nor white in " + listed(names_of(grey)) + "; only the " +
          (is_inverted_ ? "lower" : "upper") + " half of the grey values counts as present"};
}

std::vector<std::string> MaskFiles::warnings_of_dark_targets(const std::string& subject) const {
  constexpr std::uint32_t dark_part = 128;
  const auto dark = where([](const MaskValues& values) {
    return values.bit_depth > 1 && values.largest > 0 &&
           values.largest <= largest_of_depth(values) / dark_part;
  });
  if (dark.empty()) return {};
  return {subject + ": no value above " + std::to_string(most_of(dark, &MaskValues::largest)) + " of " +
          std::to_string(largest_of_depth(dark.front().values)) + " in " + listed(names_of(dark)) +
          "; almost black, " +
          (is_inverted_ ? "which :inverted makes present almost everywhere"
                        : "as the target of a pixel that is present is white")};
}

std::vector<std::string> MaskFiles::warnings_of_valid(const std::string& subject) const {
  const auto grey = where([](const MaskValues& values) { return values.share_between > suspicious_share; });
  if (grey.empty()) return {};
  return {subject + ": more than two values in " + listed(names_of(grey)) +
          "; all pixels that are not 0 count as annotated"};
}

}  // namespace emsurvey

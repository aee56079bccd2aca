#include "survey/setting_value.h"

#include <charconv>
#include <sstream>

#include "base/error.h"

namespace emsurvey {
namespace {

template <class Number>
Number parse(const std::string& key, const std::string& text, Number low, Number high, const char* kind) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  const bool is_number = result.ec == std::errc() && result.ptr == end && !text.empty();
  std::ostringstream bounds;
  bounds << kind << " from " << low << " to " << high;
  require(is_number && value >= low && value <= high, key, "`" + text + "` is no " + bounds.str(),
          "give such a number");
  return value;
}

}  // namespace

std::int64_t whole_number(const std::string& key, const std::string& text, std::int64_t low,
                          std::int64_t high) {
  return parse(key, text, low, high, "whole number");
}

double real_number(const std::string& key, const std::string& text, double low, double high) {
  return parse(key, text, low, high, "number");
}

}  // namespace emsurvey

// Text that every program reads the same.
#pragma once

#include <string_view>

namespace emsurvey {

/// Whether `text` is UTF-8: JSON and HTML can hold nothing else.
bool is_utf8(std::string_view text);

}  // namespace emsurvey

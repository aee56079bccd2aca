// Makes text safe to print on a terminal.
#pragma once

#include <string>
#include <string_view>

namespace emsurvey {

/// Returns `text` with \n, \r, \t and \xNN (one per byte) in place of everything that a terminal would
/// interpret or cannot show: control characters, escape sequences, bidirectional formatting characters and
/// invalid UTF-8. Backslashes are kept, so text that is already visible does not change.
std::string visible(std::string_view text);

/// Like visible(), but keeps line breaks, for a text of several lines.
std::string visible_lines(std::string_view text);

}  // namespace emsurvey

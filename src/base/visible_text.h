// Text that a terminal shows and does not obey.
#pragma once

#include <string>
#include <string_view>

namespace emsurvey {

/// `text` with \n, \r, \t and \xNN, a byte each, in place of what a terminal would obey or could not show:
/// control characters, escape sequences, marks that turn the direction of writing, bytes that are not UTF-8.
/// Backslashes stay, so text that is visible does not change.
std::string visible(std::string_view text);

/// The same for a text of several lines: their ends stay.
std::string visible_lines(std::string_view text);

}  // namespace emsurvey

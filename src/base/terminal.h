// The terminal on which output is shown, and text that fits into its lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace emsurvey {

/// Whether standard output is shown on a terminal. mpirun gives its ranks a terminal of their own wherever its
/// output goes, so under mpirun its own output counts.
bool shows_on_terminal();

struct TerminalSize {
  std::size_t columns = 80;
  std::size_t rows = 24;
};

/// Returns the present size of the terminal: as the system reports it, else COLUMNS and LINES, else 80 x 24.
TerminalSize terminal_size();

/// Returns the number of terminal columns that `text` takes; a wide character takes two.
std::size_t columns_of(std::string_view text);

/// Returns the longest beginning of `text` that fits into `columns` columns.
std::string cut_to_columns(std::string_view text, std::size_t columns);

}  // namespace emsurvey

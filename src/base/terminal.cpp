#include "base/terminal.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>

#include "base/number.h"
#include "base/utf8.h"

namespace emsurvey {
namespace {

bool is_under_mpirun() {
  return std::getenv("OMPI_COMM_WORLD_SIZE") != nullptr;
}

/// The standard output of mpirun, which is the parent of the ranks on its node.
std::string output_of_mpirun() {
  return "/proc/" + std::to_string(::getppid()) + "/fd/1";
}

/// Nothing if the descriptor is not a terminal or the terminal does not know its size.
std::optional<TerminalSize> size_of(int descriptor) {
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0) return {};
  return TerminalSize{size.ws_col, size.ws_row};
}

std::optional<TerminalSize> size_at(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return {};
  const auto size = size_of(descriptor);
  ::close(descriptor);
  return size;
}

std::size_t number_in(const char* variable, std::size_t otherwise) {
  const char* text = std::getenv(variable);
  const auto number = text == nullptr ? std::nullopt : parse_integer(text);
  return number && *number > 0 ? static_cast<std::size_t>(*number) : otherwise;
}

struct Extent {
  std::size_t bytes;
  std::size_t columns;
};

/// Returns the extent of the first character of `text`; a byte that is not UTF-8 counts as one column.
Extent next_character(std::string_view text) {
  const Character character = first_character(text);
  if (character.length == 0) return {1, 1};
  const int columns = utf8proc_charwidth(static_cast<utf8proc_int32_t>(character.code));
  return {character.length, static_cast<std::size_t>(std::max(columns, 0))};
}

}  // namespace

bool shows_on_terminal() {
  if (::isatty(STDOUT_FILENO) == 0) return false;
  if (!is_under_mpirun()) return true;
  std::error_code error;
  const auto output = std::filesystem::read_symlink(output_of_mpirun(), error);
  return !error && output.string().starts_with("/dev/pts/");
}

TerminalSize terminal_size() {
  const auto size = is_under_mpirun() ? size_at(output_of_mpirun()) : size_of(STDOUT_FILENO);
  if (size) return *size;
  const TerminalSize usual;
  return {number_in("COLUMNS", usual.columns), number_in("LINES", usual.rows)};
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (; !text.empty(); text.remove_prefix(next_character(text).bytes))
    columns += next_character(text).columns;
  return columns;
}

std::string cut_to_columns(std::string_view text, std::size_t columns) {
  std::string kept;
  for (std::size_t used = 0; !text.empty();) {
    const Extent next = next_character(text);
    used += next.columns;
    if (used > columns) break;
    kept += text.substr(0, next.bytes);
    text.remove_prefix(next.bytes);
  }
  return kept;
}

}  // namespace emsurvey

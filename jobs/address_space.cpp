// A limit on this process's memory that leaves no room for its libraries.
//
// OpenBLAS asks for its buffers again and again, without an end, when the system has none to give (`ulimit
// -v`, `ulimit -d`). It does so before main, so this is looked at earlier still: after the libraries were
// mapped, before any of them begins.
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <string_view>

namespace {

/// What OpenBLAS and MPI take at their start, and the threads' stacks and buffers of a training.
constexpr std::size_t needed_bytes = std::size_t{1} << 30;

extern "C" void require_address_space(int, char**, char**) {
  void* const room =
      mmap(nullptr, needed_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room != MAP_FAILED) {
    munmap(room, needed_bytes);
    return;
  }
  constexpr std::string_view message =
      "emsurvey: memory: the limit on this process leaves less than 1 GiB of address space for its "
      "libraries; "
      "raise it (ulimit -v unlimited; ulimit -d unlimited)\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, message.data(), message.size());
  _exit(2);
}

}  // namespace

/// Functions that the loader calls before those of the libraries.
[[gnu::section(".preinit_array"),
  gnu::used]] static void (*const before_libraries)(int, char**, char**) = require_address_space;

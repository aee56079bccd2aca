// Checks, before any library starts, that a limit on memory leaves enough address space.
//
// When the system has no memory to give (`ulimit -v`, `ulimit -d`), OpenBLAS repeats its request for buffers
// without end. It does so before main(), so this check runs even earlier: after the libraries are mapped and
// before any of their initialisers runs.
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <string_view>

#include "base/exit_now.h"

namespace {

bool is_limited(__rlimit_resource resource) {
  rlimit limit{};
  return getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

/// Returns the address space that OpenBLAS and MPI take at their start and in a small training: less than 600
/// MiB on 2 cores. Each core adds a thread with its stack, heap and buffers.
std::size_t needed_bytes() {
  cpu_set_t cores;
  CPU_ZERO(&cores);
  const int count = sched_getaffinity(0, sizeof cores, &cores) == 0 ? CPU_COUNT(&cores) : 1;
  return (std::size_t{512} + std::size_t{128} * static_cast<std::size_t>(count)) << 20;
}

extern "C" void require_address_space(int, char**, char**) {
  if (!is_limited(RLIMIT_AS) && !is_limited(RLIMIT_DATA)) return;
  const std::size_t bytes = needed_bytes();
  void* const room =
      mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (room != MAP_FAILED) {
    munmap(room, bytes);
    return;
  }
  constexpr std::string_view message =
      "emsurvey: memory: the limit on this process leaves too little address space for its libraries, "
      "which take about 512 MiB and 128 MiB for each core; raise it (ulimit -v unlimited; ulimit -d "
      "unlimited)\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, message.data(), message.size());
  emsurvey::exit_now(emsurvey::ExitStatus::input_error);
}

}  // namespace

/// The loader calls the functions in .preinit_array before the initialisers of the shared libraries.
[[gnu::section(".preinit_array"),
  gnu::used]] static void (*const before_libraries)(int, char**, char**) = require_address_space;

// A limit on this process's memory that leaves no room for its libraries.
//
// OpenBLAS asks for its buffers again and again, without an end, when the system has none to give (`ulimit
// -v`, `ulimit -d`). It does so before main, so this is looked at earlier still: after the libraries were
// mapped, before any of them begins.
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstddef>
#include <string_view>

namespace {

bool is_limited(__rlimit_resource resource) {
  rlimit limit{};
  return getrlimit(resource, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

/// Address space that OpenBLAS and MPI take at their start and in a small training: less than 600 MiB with 2
/// cores. Each core adds a thread with its stack, heap and buffers.
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
  _exit(2);
}

}  // namespace

/// Functions that the loader calls before those of the libraries.
[[gnu::section(".preinit_array"),
  gnu::used]] static void (*const before_libraries)(int, char**, char**) = require_address_space;

#include "watch/interrupt.h"

#include <array>
#include <atomic>
#include <csignal>

#include "base/exit_now.h"

namespace emsurvey {
namespace {

// Lock-free, because signal handlers set them.
std::atomic<bool> is_requested = false, is_limited = false, is_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

// Requests of a user, or of a batch system that warns with SIGUSR1 or SIGUSR2.
constexpr std::array requests = {SIGINT, SIGTERM, SIGUSR1, SIGUSR2};
// A lost terminal (signalled by the system and by the shell), failing power, limits and timers. These may
// repeat at any time, so a second one does not mean to exit at once.
constexpr std::array limits = {SIGHUP, SIGPWR, SIGXCPU};
constexpr std::array timers = {SIGALRM, SIGVTALRM, SIGPROF};

extern "C" void note_request(int) {
  if (is_requested.exchange(true)) exit_now(ExitStatus::interrupted);
}

extern "C" void note_limit(int) {
  is_limited = true;
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

// Profilers use the timer signals themselves.
bool is_at_default(int signal) {
  struct sigaction action {};
  return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_DFL;
}

// Whether the process was started with SIGHUP ignored, as by nohup.
bool has_ignored_hangup = false;

void look_at_hangup(int, char**, char**) {
  struct sigaction action {};
  has_ignored_hangup = sigaction(SIGHUP, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

// Called before the constructors of libraries: one that Open MPI 5 loads (UCX) takes over the signal there.
[[gnu::section(".preinit_array"), gnu::used]] void (*const look_first)(int, char**, char**) = look_at_hangup;

}  // namespace

void watch_for_interrupts() {
  for (const int signal : requests) handle(signal, note_request);
  for (const int signal : limits) handle(signal, note_limit);
  for (const int signal : timers)
    if (is_at_default(signal)) handle(signal, note_limit);
  if (has_ignored_hangup) handle(SIGHUP, SIG_IGN);
}

void interrupt() {
  is_asked = true;
}

bool is_interrupted() {
  return is_requested || is_limited || is_asked;
}

}  // namespace emsurvey

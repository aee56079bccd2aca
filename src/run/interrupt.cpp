#include "run/interrupt.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>

#include "base/error.h"

namespace emsurvey {
namespace {

// Without a lock, as a signal handler needs.
std::atomic<bool> is_signalled = false, is_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

// Somebody asks. USR1 and USR2 are what batch systems warn with.
constexpr std::array asking = {SIGINT, SIGTERM, SIGUSR1, SIGUSR2};
// A lost terminal (told by the system and by the shell), failing power, limits and timers: these may come
// again at any moment, so a second one means no hurry.
constexpr std::array repeated = {SIGHUP, SIGPWR, SIGXCPU, SIGALRM, SIGVTALRM, SIGPROF};

extern "C" void note_signal(int) {
  if (is_signalled.exchange(true)) ::_exit(static_cast<int>(ExitStatus::interrupted));
}

extern "C" void note_repeated_signal(int) {
  is_signalled = true;
}

void handle(int signal, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

bool outlives_terminal() {
  struct sigaction action {};
  return sigaction(SIGHUP, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void watch_for_interrupts(bool outlives_terminal) {
  for (const int signal : asking) handle(signal, note_signal);
  for (const int signal : repeated) handle(signal, note_repeated_signal);
  if (outlives_terminal) handle(SIGHUP, SIG_IGN);
}

void interrupt() {
  is_asked = true;
}

bool is_interrupted() {
  return is_signalled || is_asked;
}

}  // namespace emsurvey

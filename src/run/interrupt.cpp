#include "run/interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>

#include "base/error.h"

namespace emsurvey {
namespace {

// Without a lock, as a signal handler needs.
std::atomic<bool> is_signalled = false, is_asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void note_signal(int) {
  if (is_signalled.exchange(true)) ::_exit(static_cast<int>(ExitStatus::interrupted));
}

}  // namespace

void watch_for_interrupts() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGUSR2}) sigaction(signal, &action, nullptr);
}

void interrupt() {
  is_asked = true;
}

bool is_interrupted() {
  return is_signalled || is_asked;
}

}  // namespace emsurvey

#include "run/interrupt.h"

#include <unistd.h>

#include <csignal>

#include "base/error.h"

namespace emsurvey {
namespace {

volatile std::sig_atomic_t signals_seen = 0;

extern "C" void note_signal(int) {
  if (signals_seen) ::_exit(static_cast<int>(ExitStatus::interrupted));
  signals_seen = 1;
}

}  // namespace

void watch_for_interrupts() {
  struct sigaction action {};
  action.sa_handler = note_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM, SIGUSR2}) sigaction(signal, &action, nullptr);
}

bool is_interrupted() {
  return signals_seen != 0;
}

}  // namespace emsurvey

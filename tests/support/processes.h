// Processes of this host for tests: one that has ended, and one that lives until the test ends it.
#pragma once

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/process.h"

namespace emsurvey {

/// Returns a process of this host that has ended.
inline Process ended_process() {
  const pid_t pid = ::fork();
  if (pid == 0) ::_exit(0);
  Process process = this_process();
  process.pid = pid;
  ::waitpid(pid, nullptr, 0);
  return process;
}

/// Another process of this host, until it is ended.
class LivingProcess {
 public:
  LivingProcess() {
    int ends[2];
    EXPECT_EQ(::pipe(ends), 0);
    process.pid = ::fork();
    if (process.pid == 0) {
      const auto start = this_process().start;
      const bool is_told = ::write(ends[1], &start, sizeof start) == sizeof start;
      while (is_told) ::pause();
      ::_exit(1);
    }
    EXPECT_EQ(::read(ends[0], &process.start, sizeof process.start),
              static_cast<ssize_t>(sizeof process.start));
    ::close(ends[0]);
    ::close(ends[1]);
  }
  ~LivingProcess() { end(); }
  LivingProcess(const LivingProcess&) = delete;
  LivingProcess& operator=(const LivingProcess&) = delete;

  void end() {
    if (is_ended_) return;
    ::kill(process.pid, SIGKILL);
    ::waitpid(process.pid, nullptr, 0);
    is_ended_ = true;
  }

  Process process = this_process();

 private:
  bool is_ended_ = false;
};

}  // namespace emsurvey

// A process, told apart from every other one on any host and at any time.
#pragma once

#include <cstdint>
#include <string>

namespace emsurvey {

std::string host_name();

/// `pid` and `start` mean something to processes of the same `pid_namespace` alone.
struct Process {
  std::string host;
  std::string pid_namespace;  ///< the boot of the kernel and the table of processes that `pid` belongs to
  int pid = 0;
  std::int64_t start = 0;  ///< clock ticks after the boot: tells it from a later process of that number
};

Process this_process();
/// Who started this process: mpirun or one of its daemons, srun's, or a shell.
Process parent_process();

/// Whether this process can look at it. Two containers of one host cannot look at each other's.
bool is_here(const Process& process);

enum class ProcessState { running, stopped, gone };

/// For a process that is here. One that ended and has not been waited for is gone.
ProcessState state_of(const Process& process);

}  // namespace emsurvey

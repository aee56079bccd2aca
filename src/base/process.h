// Identity of a process, unique across hosts and over time.
#pragma once

#include <cstdint>
#include <string>

namespace emsurvey {

std::string host_name();

/// Identifies a process. `pid` and `start` are meaningful only to processes in the same `pid_namespace`.
struct Process {
  std::string host;
  std::string pid_namespace;  ///< Boot ID of the kernel and the PID namespace that `pid` belongs to.
  int pid = 0;
  std::int64_t start = 0;  ///< Clock ticks since boot; distinguishes processes that reuse a `pid`.
};

Process this_process();
/// Returns the process that started this one: mpirun, a daemon of mpirun or srun, or a shell.
Process parent_process();

/// Returns whether this process can inspect `process`. Containers on one host cannot inspect each other's
/// processes.
bool is_here(const Process& process);

enum class ProcessState { running, stopped, gone };

/// Returns the state of a process for which is_here() holds. A zombie process counts as gone.
ProcessState state_of(const Process& process);

}  // namespace emsurvey

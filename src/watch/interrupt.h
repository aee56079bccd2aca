// Requests to stop the survey before its end.
#pragma once

namespace emsurvey {

/// Installs signal handlers. SIGINT, SIGTERM, SIGUSR1 and SIGUSR2 request a stop at the next step, after a
/// checkpoint; a second one of these exits at once. SIGHUP (unless the process was started with it ignored, as by
/// nohup), SIGPWR, SIGXCPU and, unless already in use, SIGALRM, SIGVTALRM and SIGPROF request the same, however
/// often they come. Nothing depends on the handling of a signal: the last checkpoint on disk is always
/// sufficient. NCCL may take over SIGUSR1, so Slurm jobs on GPUs should be warned with SIGUSR2.
void watch_for_interrupts();

/// Requests a stop as a first signal does. Any thread may call it.
void interrupt();

bool is_interrupted();

}  // namespace emsurvey

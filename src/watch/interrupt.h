// What asks the survey to stop before its end.
#pragma once

namespace emsurvey {

/// Whether this process was started with SIGHUP ignored, as by nohup. To be asked before MPI begins, which
/// takes the signal for itself.
bool outlives_terminal();

/// From now on SIGINT, SIGTERM, SIGUSR1 and SIGUSR2 ask for a stop at the next step, after a checkpoint; a
/// second one of these leaves at once. SIGHUP (which is ignored where `outlives_terminal`), SIGPWR, SIGXCPU,
/// SIGALRM, SIGVTALRM and SIGPROF ask for the same, however often they come. Nothing depends on a signal
/// being seen: the last checkpoint on disk is always enough. NCCL may take SIGUSR1 for itself: jobs on GPUs
/// are warned with SIGUSR2.
void watch_for_interrupts(bool outlives_terminal);

/// Asks for the same as a first signal; from any thread.
void interrupt();

bool is_interrupted();

}  // namespace emsurvey

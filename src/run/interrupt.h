// What asks the survey to stop before its end.
#pragma once

namespace emsurvey {

/// From now on SIGINT, SIGTERM and SIGUSR2 (Slurm's warning) ask for a stop at the next step, after a
/// checkpoint. A second one leaves at once. Nothing depends on a signal being seen: the last checkpoint on
/// disk is always enough.
void watch_for_interrupts();

/// Asks for the same as a first signal; from any thread.
void interrupt();

bool is_interrupted();

}  // namespace emsurvey

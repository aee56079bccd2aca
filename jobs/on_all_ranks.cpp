#include "on_all_ranks.h"

#include <exception>

#include "base/environment.h"
#include "base/log.h"
#include "base/output.h"
#include "mpi/preflight.h"
#include "mpi/session.h"

namespace emsurvey {

int on_all_ranks(const std::function<ExitStatus(const Communicator& world)>& command) {
  try {
    check_launcher(process_environment, has_pmi2);
  } catch (const InputError& error) {
    Log(process_environment("SLURM_PROCID") == "0").error("{}", error.what());
    return static_cast<int>(ExitStatus::input_error);
  }
  const MpiSession session;
  const Communicator world = Communicator::world();
  try {
    const ExitStatus status = command(world);
    flush_output();  // Here a failure can still be reported; the end of MPI also flushes output.
    return static_cast<int>(status);
  } catch (const InputError& error) {
    Log(world.is_root()).error("{}", error.what());
    return static_cast<int>(ExitStatus::input_error);
  } catch (const std::exception& error) {
    session.abort(static_cast<int>(ExitStatus::program_error), error.what());
  }
}

}  // namespace emsurvey

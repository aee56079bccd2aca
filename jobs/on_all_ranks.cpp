#include "on_all_ranks.h"

#include <cstdio>
#include <exception>

#include "mpi/session.h"

namespace emsurvey {

int on_all_ranks(const std::function<ExitStatus(const Communicator& world)>& command) {
  const MpiSession session;
  const Communicator world = Communicator::world();
  try {
    return static_cast<int>(command(world));
  } catch (const InputError& error) {
    if (world.is_root()) std::fprintf(stderr, "emsurvey: %s\n", error.what());
    return static_cast<int>(ExitStatus::input_error);
  } catch (const std::exception& error) {
    session.abort(static_cast<int>(ExitStatus::program_error), error.what());
  }
}

}  // namespace emsurvey

// Times how the queue hands out runs that take no time, to see that it scales with runs and ranks.
//
//   mpirun --oversubscribe -n 64 bench_queue [RUNS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "mpi/session.h"
#include "run/work_queue.h"

namespace {

using namespace emsurvey;

/// Hands out `count` runs to all ranks and returns the seconds that this takes. Collective.
double seconds_for(std::size_t count, const Communicator& world) {
  const Experiment experiment;
  const std::vector<const Experiment*> experiments(count, &experiment);
  const Communicator alone = Communicator::single();
  WorkQueue queue(world, experiments);
  std::int64_t taken = 0;
  world.max(0);  // Waits for all.
  const auto begin = std::chrono::steady_clock::now();
  while (queue.take(alone) != nullptr) ++taken;
  const std::int64_t all = world.sum(taken);
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
  if (all != static_cast<std::int64_t>(count)) std::abort();
  return passed.count();
}

}  // namespace

int main(int count, char** words) {
  const MpiSession mpi;
  const Communicator world = Communicator::world();
  const std::size_t most = count > 1 ? std::strtoul(words[1], nullptr, 10) : 10'000;
  for (std::size_t runs = std::max<std::size_t>(most / 100, 1); runs <= most; runs *= 10) {
    const double seconds = seconds_for(runs, world);
    if (world.is_root())
      std::printf("%zu runs on %d rank(s): %.3f s, %.1f us a run\n", runs, world.size(), seconds,
                  1e6 * seconds / static_cast<double>(runs));
  }
  return 0;
}

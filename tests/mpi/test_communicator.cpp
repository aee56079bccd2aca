#include <gtest/gtest.h>

#include <thread>

#include "mpi/communicator.h"
#include "mpi/counters.h"
#include "support/input_error.h"

namespace emsurvey {
namespace {

TEST(Communicator, AddsUpAndGathersInRankOrder) {
  const Communicator world = Communicator::world();
  std::vector<float> values = {1, static_cast<float>(world.rank())};
  world.sum(std::span<float>(values));
  EXPECT_EQ(values[0], static_cast<float>(world.size()));
  EXPECT_EQ(values[1], static_cast<float>(world.size() * (world.size() - 1) / 2));
  EXPECT_EQ(world.max(world.rank()), world.size() - 1);
  EXPECT_EQ(world.sum(std::int64_t{world.rank()} + 1), world.size() * (world.size() + 1) / 2);

  const auto texts = world.gather(std::string(static_cast<std::size_t>(world.rank()), 'x'));
  ASSERT_EQ(texts.size(), world.is_root() ? static_cast<std::size_t>(world.size()) : 0U);
  for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(texts[i].size(), i);
  EXPECT_EQ(world.broadcast(world.is_root() ? std::string("from the root") : std::string()), "from the root");
}

TEST(Communicator, AsksAnyAndAllRanks) {
  const Communicator world = Communicator::world();
  const bool is_last = world.rank() == world.size() - 1;
  EXPECT_TRUE(world.any(is_last));
  EXPECT_FALSE(world.any(false));
  EXPECT_TRUE(world.all(true));
  EXPECT_EQ(world.all(is_last), world.size() == 1);
  EXPECT_TRUE(world.broadcast(world.is_root()));
  EXPECT_FALSE(world.broadcast(!world.is_root()));
}

TEST(Communicator, AllRanksThrowWhatOneOfThemThrew) {
  const Communicator world = Communicator::world();
  const int last = world.size() - 1;
  EXPECT_INPUT_ERROR(world.collectively([&] {
    if (world.rank() == last) throw InputError("bad file on rank " + std::to_string(last));
  }),
                     "bad file on rank " + std::to_string(last));
  EXPECT_INPUT_ERROR(world.collectively([&] { throw InputError("rank " + std::to_string(world.rank())); }),
                     "rank 0");
  // The type of the error is preserved: a FileError is not turned into an InputError.
  EXPECT_THROW(world.collectively([&] {
    if (world.is_root()) throw FileError("the disk");
  }),
               FileError);
  EXPECT_NO_THROW(world.collectively([] {}));
}

TEST(Counters, HandEveryNumberOutOnce) {
  const Communicator world = Communicator::world();
  constexpr int claims = 200;
  std::vector<double> taken(static_cast<std::size_t>(claims * world.size()), 0);
  {
    Counters counters(world, 2);
    for (int i = 0; i < claims; ++i) taken[static_cast<std::size_t>(counters.fetch_add(1, 1))] += 1;
    world.barrier();
    EXPECT_EQ(counters.get(1), claims * world.size());
    EXPECT_EQ(counters.get(0), 0);
    world.barrier();
  }
  world.sum(std::span<double>(taken));
  for (const double count : taken) EXPECT_EQ(count, 1);
}

TEST(Counters, ServeThreadsOfARankAtOnce) {
  const Communicator world = Communicator::world();
  constexpr int threads = 3, additions = 100;
  Counters counters(world, 1), others(world, 1);
  {
    std::vector<std::jthread> adding;
    for (int i = 0; i < threads; ++i) {
      adding.emplace_back([&, i] {
        for (int n = 0; n < additions; ++n) (i == 0 ? others : counters).fetch_add(0, 1);
      });
    }
  }
  world.barrier();
  EXPECT_EQ(counters.get(0) + others.get(0), threads * additions * world.size());
  world.barrier();
}

}  // namespace
}  // namespace emsurvey

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "store/lock_owner.h"
#include "support/input_error.h"
#include "support/processes.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

LockText owned_by(const std::vector<Process>& processes) {
  return {"0123456789abcdef", beat_text(1), "", processes, processes};
}

/// A process whose state cannot be examined here, as on another host.
Process process_elsewhere() {
  Process process = this_process();
  process.host = "elsewhere";
  process.pid_namespace = "another";
  return process;
}

void write(const std::filesystem::path& path, const LockText& text) {
  std::ofstream(path, std::ios::binary) << lock_file_bytes(text);
}

TEST(LockOwner, OnThisHostIsDeadWithoutWaitingWhenItsProcessesAreGone) {
  const Waiting never{[](const std::string& line) { ADD_FAILURE() << line; }, [] { ADD_FAILURE(); }};
  EXPECT_TRUE(is_dead("survey.owner", owned_by({ended_process(), ended_process()}), never));
}

TEST(LockOwner, OfWhichOneProcessIsGoneIsWaitedFor) {
  const TemporaryFolder folder;
  LivingProcess rest;
  const LockText owner = owned_by({ended_process(), rest.process});
  std::string said;
  const Waiting waiting{[&](const std::string& line) {
                          said += line;
                          rest.end();
                        },
                        [] {}};
  EXPECT_TRUE(is_dead(folder.path() / "survey.owner", owner, waiting));
  EXPECT_NE(said.find("waits for the remaining processes of an earlier run to end"), std::string::npos)
      << said;
}

TEST(LockOwner, ElsewhereThatWritesAHeartbeatLives) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  const LockText owner = owned_by({process_elsewhere()});
  write(path, owner);
  const Waiting waiting{
      [&](const std::string& line) {
        EXPECT_EQ(line, "waits up to 30 s for a heartbeat of " + owner.owner() + ", which owns the survey");
        LockText later = owner;
        later.beat = beat_text(2);
        write(path, later);
      },
      [] {}};
  EXPECT_FALSE(is_dead(path, owner, waiting));
}

TEST(LockOwner, ThatLivesIsNamedWhereItRefuses) {
  const LockText owner = owned_by({process_elsewhere()});
  EXPECT_INPUT_ERROR(refuse("folder/survey.owner", owner), "folder: is being worked on by " + owner.owner());
}

}  // namespace
}  // namespace emsurvey

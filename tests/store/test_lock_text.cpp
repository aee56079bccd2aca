#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "store/lock_text.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

LockText text_of_two_ranks() {
  return {"0123456789abcdef",
          beat_text(41),
          "77_3",
          {{"node7", "boot pid:[1]", 123, 1000}, {"node8", "boot pid:[2]", 456, 2000}},
          {{"node7", "boot pid:[1]", 12, 900}, {"node8", "boot pid:[2]", 45, 1900}}};
}

void write(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST(LockText, IsReadAsWritten) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  const LockText written = text_of_two_ranks();
  write(path, lock_file_bytes(written));
  const auto read = read_lock_text(path);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->token, written.token);
  EXPECT_EQ(read->beat, "000000000041");
  EXPECT_EQ(read->slurm_job, "77_3");
  ASSERT_EQ(read->processes.size(), 2u);
  EXPECT_EQ(read->processes[1].host, "node8");
  EXPECT_EQ(read->processes[1].pid_namespace, "boot pid:[2]");
  EXPECT_EQ(read->processes[1].pid, 456);
  EXPECT_EQ(read->processes[1].start, 2000);
  EXPECT_EQ(read->launchers[0].pid, 12);
}

TEST(LockText, HasAHeartbeatThatIsOverwrittenInPlace) {
  std::string bytes = lock_file_bytes(text_of_two_ranks());
  const std::string ending = beat_text(42, /*is_ending=*/true);
  bytes.replace(before_beat.size(), ending.size(), ending);
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  write(path, bytes);
  const auto read = read_lock_text(path);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->beat, "e00000000042");
  EXPECT_TRUE(read->is_ending());
  EXPECT_FALSE(text_of_two_ranks().is_ending());
}

TEST(LockText, NamesTheOwnerWithItsSlurmJob) {
  LockText text = text_of_two_ranks();
  EXPECT_EQ(text.owner(), "process 123 on node7 (Slurm job 77_3)");
  text.slurm_job.clear();
  EXPECT_EQ(text.owner(), "process 123 on node7");
}

TEST(LockText, ThatDoesNotExistIsNothing) {
  const TemporaryFolder folder;
  EXPECT_FALSE(read_lock_text(folder.path() / "survey.owner"));
}

TEST(LockText, ThatIsDamagedIsRefused) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "survey.owner";
  const std::string bytes = lock_file_bytes(text_of_two_ranks());
  LockText without_launchers = text_of_two_ranks();
  without_launchers.launchers.clear();
  LockText with_path_as_token = text_of_two_ranks();
  with_path_as_token.token = "../other";
  for (const auto& damaged : {std::string(), bytes.substr(0, bytes.size() / 2), std::string("[]"),
                              lock_file_bytes(without_launchers), lock_file_bytes(with_path_as_token)}) {
    write(path, damaged);
    EXPECT_INPUT_ERROR(read_lock_text(path), "survey.owner: is damaged");
  }
}

}  // namespace
}  // namespace emsurvey

// Checksummed files: any damage is detected, and other tools can read them.
#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "io/checksummed.h"
#include "io/file.h"
#include "io/hdf5.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

class Checksummed : public testing::Test {
 protected:
  // Writes a new file: some file systems wait for the disk when an existing one is emptied and written again.
  void put(const std::string& bytes) {
    std::filesystem::remove(path_);
    std::ofstream(path_, std::ios::binary).write(bytes.data(), std::ssize(bytes));
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_.path() / "file.h5";
};

std::string small_file() {
  const std::vector<float> weights = {1.5F, -2.0F};
  Hdf5Writer writer;
  writer.write("/weight", std::span<const float>(weights), {2});
  return writer.finish();
}

TEST_F(Checksummed, GivesBackWhatWasWritten) {
  for (const std::string& bytes : {std::string(), std::string("a\0b", 3), small_file()}) {
    write_checksummed(path_, bytes);
    EXPECT_EQ(read_checksummed(path_), bytes);
  }
}

TEST_F(Checksummed, EveryLengthBelowTheWholeIsRefused) {
  write_checksummed(path_, small_file());
  const std::string whole = read_file(path_);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    put(whole.substr(0, length));
    ASSERT_THROW(read_checksummed(path_), InputError) << "at length " << length;
  }
  put(whole + "x");
  EXPECT_THROW(read_checksummed(path_), InputError);
}

TEST_F(Checksummed, EveryFlippedByteIsRefused) {
  write_checksummed(path_, small_file());
  const std::string whole = read_file(path_);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (at % 8)));
    put(damaged);
    ASSERT_THROW(read_checksummed(path_), InputError) << "at byte " << at;
  }
}

TEST_F(Checksummed, TheErrorNamesTheFile) {
  put("no checksum");
  const std::string message = input_error_of([&] { read_checksummed(path_); });
  EXPECT_EQ(message.rfind(path_.string(), 0), 0U) << message;
  std::filesystem::remove(path_);
  EXPECT_THROW(read_checksummed(path_), InputError);
}

TEST_F(Checksummed, Hdf5ReadsAChecksummedFileAsItIs) {
  write_checksummed(path_, small_file());
  const Hdf5Handle file(H5Fopen(path_.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  ASSERT_GE(file, 0);
  EXPECT_GT(H5Lexists(file, "/weight", H5P_DEFAULT), 0);
}

}  // namespace
}  // namespace emsurvey

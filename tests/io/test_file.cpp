#include <gtest/gtest.h>

#include "io/file.h"
#include "support/input_error.h"
#include "support/temporary_folder.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

class File : public ::testing::Test {
 protected:
  fs::path path(const std::string& name) const { return folder_.path() / name; }
  const TemporaryFolder folder_;
};

TEST_F(File, IsReplacedAsAWhole) {
  write_file(path("a"), "first");
  write_file(path("a"), std::string("sec\0nd", 6));
  EXPECT_EQ(read_file(path("a")), std::string("sec\0nd", 6));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), fs::directory_iterator()), 1);
}

TEST_F(File, GrowsByWhatIsAppendedAlsoAfterItWasRemoved) {
  append_to_file(path("a"), "first\n");
  append_to_file(path("a"), "second\n");
  flush_file(path("a"));
  EXPECT_EQ(read_file(path("a")), "first\nsecond\n");
  fs::remove(path("a"));
  flush_file(path("a"));
  EXPECT_FALSE(file_exists(path("a")));
  append_to_file(path("a"), "third\n");
  EXPECT_EQ(read_file(path("a")), "third\n");
}

TEST_F(File, ExistsUnlessTheSystemDoesNotSay) {
  write_file(path("a"), "");
  EXPECT_TRUE(file_exists(path("a")));
  EXPECT_FALSE(file_exists(path("b")));
  EXPECT_FALSE(file_exists(path("a/b")));
  fs::create_symlink("ring", path("ring"));
  EXPECT_THROW(file_exists(path("ring/b")), FileError);
}

TEST_F(File, HoldsThisTextAndNoOther) {
  write_file(path("a"), "text");
  EXPECT_TRUE(file_holds(path("a"), "text"));
  for (const char* other : {"tex", "texts", "Text", ""}) EXPECT_FALSE(file_holds(path("a"), other));
  EXPECT_FALSE(file_holds(path("nothing"), ""));
  EXPECT_FALSE(file_holds(folder_.path(), ""));
}

TEST_F(File, MakesFoldersBelowOneThatIsThere) {
  make_folder_below(folder_.path(), path("a/b"));
  make_folder_below(folder_.path(), path("a/b"));
  EXPECT_TRUE(fs::is_directory(path("a/b")));
  for (const fs::path& root : {path("no"), path("no/")}) {
    EXPECT_INPUT_ERROR(make_folder_below(root, root / "a/b"), "cannot make the folder");
    EXPECT_INPUT_ERROR(make_folder_below(root, root / "a"), "cannot make the folder");
  }
  EXPECT_FALSE(file_exists(path("no")));
}

TEST_F(File, NamesWhatCannotBeReadOrWritten) {
  EXPECT_INPUT_ERROR(read_file(path("nothing")), path("nothing").string());
  EXPECT_INPUT_ERROR(read_file(folder_.path()), "is not a file");
  EXPECT_INPUT_ERROR(write_file(path("no/folder"), ""), path("no").string());
  write_file(path("large"), std::string(100, 'x'));
  EXPECT_INPUT_ERROR(read_file(path("large"), 99), "100 bytes");
}

}  // namespace
}  // namespace emsurvey

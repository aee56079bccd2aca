#include <gtest/gtest.h>

#include "support/input_error.h"
#include "support/one_volume.h"
#include "survey/split_file.h"

namespace emsurvey {
namespace {

using Sections = std::vector<int>;

Split split_of(const std::string& text, int number = 1) {
  return file_split(parse_split_file(text, "my.csv"), number, one_volume(5));
}

TEST(SplitFile, GivesTheRoles) {
  const std::string text =
      "note,image,split,role\n"
      ",0,1,train\n,1,1,validation\n,2,1,unused\n,3,1,test\n,0,2,test\n,4,2,train\n";
  const Split first = split_of(text);
  EXPECT_EQ(first.roles,
            (std::vector<Role>{Role::train, Role::validation, Role::unused, Role::test, Role::unused}));
  EXPECT_EQ(split_of(text, 2).images(Role::test), (Sections{0}));
  EXPECT_EQ(parse_split_file(text, "my.csv").splits(), 2);
}

TEST(SplitFile, ErrorsNameFileLineAndRemedy) {
  const std::string header = "image,split,role\n0,1,train\n1,1,test\n";
  EXPECT_INPUT_ERROR(split_of("image,role\n0,train\n"), "my.csv, line 1: has no column split");
  EXPECT_INPUT_ERROR(split_of(header + "\n2,one,test\n"), "my.csv, line 5: the split `one`");
  EXPECT_INPUT_ERROR(split_of(header + "2,0,test\n"), "number the splits 1, 2");
  EXPECT_INPUT_ERROR(split_of(header + "2,1,tset\n"),
                     "my.csv, line 4: `tset` is not a known role; did you mean test?");
  EXPECT_INPUT_ERROR(split_of(header + "1,1,train\n"),
                     "my.csv, line 4: gives image 1 a second role in split 1, after line 3");
  EXPECT_INPUT_ERROR(split_of(header + "05,1,train\n"), "my.csv, line 4: the data set has no image `05`");
  EXPECT_INPUT_ERROR(split_of(header, 2), "my.csv: has no image with the role train in split 2");
  EXPECT_INPUT_ERROR(split_of("image,split,role\n0,1,train\n"), "the role test in split 1");
  EXPECT_INPUT_ERROR(split_of("image,split,role\n"), "names no image");
}

TEST(SplitFile, MayTrainOnFewerButNamesItsValidationItself) {
  SplitRule rule{.scheme = SplitScheme::file, .splits = 1, .train_images = 1};
  rule.file = std::make_shared<const SplitFile>(
      parse_split_file("image,split,role\n0,1,test\n2,1,train\n4,1,train\n", "my.csv"));
  EXPECT_EQ(make_split(rule, 1, 5).images(Role::train), (Sections{4}));
  rule.validation_images = 1;
  EXPECT_INPUT_ERROR(make_split(rule, 1, 5), "validation-images");
}

}  // namespace
}  // namespace emsurvey

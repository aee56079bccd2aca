#include "data/label_source.h"
#include "data/prepare_fixture.h"

namespace emsurvey {
namespace {

TEST(LabelSources, AreReadFromTheirText) {
  LabelSource source = label_source_from("membranes=/data/a:b/m:mask");
  EXPECT_EQ(source.folder, "/data/a:b/m");
  EXPECT_EQ(source.label.kind, LabelKind::mask);
  EXPECT_EQ(source.label.polarity, Polarity::between);
  EXPECT_EQ(label_source_from("membranes=m:mask:label").label.polarity, Polarity::label);
  EXPECT_EQ(label_source_from("gaps=m:grey:between").label.polarity, Polarity::between);
  EXPECT_EQ(label_source_from("vesicles=m:instances").label.polarity, Polarity::label);
  EXPECT_EQ(label_source_from("neurons=m:cells").label.polarity, Polarity::between);
  for (const char* wrong : {"m", "m=", "=dir:mask", "m=dir", "m=:mask", "a b=dir:mask", "m=dir:between"}) {
    expect_in(input_error_of([&] { label_source_from(wrong); }), {"--label", "NAME=DIR:KIND"});
  }
  expect_in(input_error_of([] { label_source_from("m=dir:msk"); }), {"msk", "mask"});
  EXPECT_EQ(valid_source_from("m=dir").label, "m");
  EXPECT_EQ(valid_source_from("some/dir").label, "");
  EXPECT_THROW(valid_source_from("m="), InputError);
}

TEST(LabelSources, MasksAndGreyTargetsCanBeInverted) {
  const LabelSource source = label_source_from("membranes=m:mask:inverted");
  EXPECT_TRUE(source.is_inverted);
  EXPECT_EQ(source.folder, "m");
  EXPECT_EQ(source.label.polarity, Polarity::between);
  for (const char* text : {"m=m:grey:between:inverted", "m=m:grey:inverted:between"}) {
    EXPECT_TRUE(label_source_from(text).is_inverted);
    EXPECT_EQ(label_source_from(text).label.polarity, Polarity::between);
  }
  EXPECT_FALSE(label_source_from("m=m:mask").is_inverted);
  for (const char* wrong : {"m=m:cells:inverted", "m=m:instances:inverted"})
    EXPECT_INPUT_ERROR(label_source_from(wrong), "cannot be inverted");
  EXPECT_INPUT_ERROR(label_source_from("m=m:mask:inverted:inverted"), "give it once");
  EXPECT_INPUT_ERROR(label_source_from("m=m:mask:label:between"), "give it once");
}

TEST(LabelSources, NamesAreComposed) {
  EXPECT_EQ(label_source_from("Ko\xcc\x88rper=dir:mask").label.name, "K\xc3\xb6rper");
  EXPECT_EQ(valid_source_from("Ko\xcc\x88rper=dir").label, "K\xc3\xb6rper");
}

}  // namespace
}  // namespace emsurvey

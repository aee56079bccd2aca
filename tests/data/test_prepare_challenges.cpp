// Data sets in the layouts of public challenges: invented files of their form.
#include <algorithm>

#include "data/prepare_fixture.h"
#include "support/hdf5_fixture.h"

namespace emsurvey {
namespace {

/// CREMI: one HDF5 file with chunked, compressed arrays and the size of a voxel in nm. Clefts have 2^64 - 1
/// where there is none.
class PrepareCremi : public Prepare {
 protected:
  void write_sample(const std::string& name) const {
    const std::vector<hsize_t> shape{3, 4, 6};
    const Hdf5Form raw{.type = H5T_STD_U8LE, .chunk = {2, 3, 4}, .resolution = {40, 4, 4}};
    const Hdf5Form numbers{.type = H5T_STD_U64LE, .chunk = {2, 3, 4}, .resolution = {40, 4, 4}};
    std::vector<double> grey;
    std::vector<double> neurons;
    std::vector<double> clefts;
    for (int i = 0; i < 3 * 4 * 6; ++i) {
      grey.push_back(3 * i);
      neurons.push_back(i % 6 < 3 ? 5e9 : 7);
      clefts.push_back(i % 6 == 4 ? 12 : 1e30);
    }
    write_hdf5_array(path(name), "volumes/raw", shape, grey, raw);
    write_hdf5_array(path(name), "volumes/labels/neuron_ids", shape, neurons, numbers);
    write_hdf5_array(path(name), "volumes/labels/clefts", shape, clefts, numbers);
  }

  PrepareOptions options_of(const std::string& files) const {
    PrepareOptions options;
    options.raw = path(files + ":/volumes/raw");
    options.labels = {label_source_from("membranes=" + path(files + ":/volumes/labels/neuron_ids:cells")),
                      label_source_from("clefts=" + path(files + ":/volumes/labels/clefts:instances"))};
    return options;
  }
};

TEST_F(PrepareCremi, ArraysBecomeSections) {
  write_sample("sample_A_20160501.hdf");
  const Dataset dataset = prepare(options_of("sample_A_20160501.hdf")).dataset;
  ASSERT_EQ(dataset.sections.size(), 3U);
  EXPECT_EQ(dataset.nm_per_pixel, 4);
  const Section& section = dataset.sections[1];
  EXPECT_EQ(section.name, "sample_A_20160501-1");
  EXPECT_EQ(section.volume, "sample_A_20160501");
  EXPECT_EQ(section.z, 1);
  EXPECT_EQ(section.raw.values[2], 3 * 26);
  const Bytes membranes{0, 0, 255, 255, 0, 0};
  const Bytes clefts{0, 0, 0, 0, 255, 0};
  EXPECT_TRUE(std::equal(membranes.begin(), membranes.end(), section.labels[0].values.begin()));
  EXPECT_TRUE(std::equal(clefts.begin(), clefts.end(), section.labels[1].values.begin()));
  EXPECT_EQ(section.instances[1].values[4], 12U);
}

TEST_F(PrepareCremi, APatternReadsSeveralSamples) {
  write_sample("sample_A.h5");
  write_sample("sample_B.h5");
  const Dataset dataset = prepare(options_of("sample_*.h5")).dataset;
  ASSERT_EQ(dataset.sections.size(), 6U);
  EXPECT_EQ(dataset.sections.front().name, "A-0");
  EXPECT_EQ(dataset.sections.back().volume, "B");
}

TEST_F(PrepareCremi, AMissingArrayIsOneClearLine) {
  write_sample("sample_A.h5");
  PrepareOptions options = options_of("sample_A.h5");
  options.labels[1].folder = path("sample_A.h5:/volumes/labels/cleft");
  expect_in(error(options),
            {"sample_A.h5:/volumes/labels/cleft: is not an array of this file", "/volumes/labels/clefts"});
  expect_in(error(options_of("sample_*.hdf")), {"sample_*.hdf: is not the name of an HDF5 file"});
}

TEST_F(PrepareCremi, LabelsOfAnotherSizeAreRefused) {
  write_sample("sample_A.h5");
  write_hdf5_array(path("sample_A.h5"), "volumes/labels/small", {3, 2, 2}, std::vector<double>(12, 1.0));
  PrepareOptions options = options_of("sample_A.h5");
  options.labels[1].folder = path("sample_A.h5:/volumes/labels/small");
  expect_in(error(options), {"small page 0: has 2 x 2 pixels but the section sample_A-0 has 6 x 4"});
}

/// ISBI 2012: TIFF stacks, whose labels are white within cells and black at membranes.
TEST_F(Prepare, StacksOfIsbi2012) {
  stack("train-volume.tif", 3, 8, 20);
  write_stored_tiff(path("train-labels.tif"), 3, 2, 3, 8, 1, {},
                    [](int, int, int x, int) { return x == 1 ? 0U : 255U; });
  PrepareOptions options;
  options.raw = path("train-volume.tif");
  options.labels = {label_source_from("membranes=" + path("train-labels.tif:mask:inverted"))};
  const Dataset dataset = prepare(options).dataset;
  ASSERT_EQ(dataset.sections.size(), 3U);
  EXPECT_EQ(dataset.labels[0].polarity, Polarity::between);
  EXPECT_EQ(dataset.sections[2].labels[0].values, (Bytes{0, 255, 0, 0, 255, 0}));
}

/// SNEMI3D: TIFF stacks, whose labels are the numbers of the neurons.
TEST_F(Prepare, StacksOfSnemi3d) {
  stack("train-input.tif", 2, 8, 20);
  write_stored_tiff(path("train-labels.tif"), 2, 2, 3, 16, 1, {},
                    [](int, int, int x, int) { return x < 2 ? 300U : 400U; });
  PrepareOptions options;
  options.raw = path("train-input.tif");
  options.labels = {label_source_from("membranes=" + path("train-labels.tif:cells"))};
  const Dataset dataset = prepare(options).dataset;
  ASSERT_EQ(dataset.sections.size(), 2U);
  EXPECT_EQ(dataset.sections[1].labels[0].values, (Bytes{0, 255, 255, 0, 255, 255}));
  EXPECT_EQ(dataset.sections[1].instances[0].values, (Numbers{300, 0, 0, 300, 0, 0}));
}

}  // namespace
}  // namespace emsurvey

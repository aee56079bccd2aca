// Layout of dataset.h5:
//   /                       format, format_version, labels, kinds, polarities (words separated by blanks),
//                           bit_depth, grey_low, grey_high, nm_per_pixel; value_low and value_high (the
//                           values that became 0 and 65535) if the sections are not unsigned 8 or 16 bits
//   /images/<name>          volume, z, source, position (in the order of the sections)
//   /images/<name>/raw      uint8 or uint16 [H,W]
//   /images/<name>/labels   uint8 [C,H,W]
//   /images/<name>/valid    uint8 [C,H,W], if something is not annotated
//   /images/<name>/instances/<label>
//                           uint32 [H,W], if the label has numbered regions
#include <cstddef>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "base/error.h"
#include "data/dataset.h"
#include "io/checksummed.h"
#include "io/hdf5.h"

namespace emsurvey {
namespace {

constexpr const char* format = "emsurvey dataset";
constexpr std::int64_t format_version = 1;

template <class T>
Hdf5Shape shape_of(const Plane<T>& plane) {
  return {static_cast<std::uint64_t>(plane.height), static_cast<std::uint64_t>(plane.width)};
}

template <class T>
void write_plane(Hdf5Writer& writer, const std::string& path, const Plane<T>& plane) {
  writer.write(path, std::span<const T>(plane.values), shape_of(plane), true);
}

/// Writes `planes` as one array [C,H,W].
void write_planes(Hdf5Writer& writer, const std::string& path,
                  const std::vector<Plane<std::uint8_t>>& planes) {
  std::vector<std::uint8_t> values;
  for (const auto& plane : planes) values.insert(values.end(), plane.values.begin(), plane.values.end());
  Hdf5Shape shape = shape_of(planes.front());
  shape.insert(shape.begin(), planes.size());
  writer.write(path, std::span<const std::uint8_t>(values), shape, true);
}

void write_section(Hdf5Writer& writer, const Dataset& dataset, const Section& section) {
  const std::string path = "/images/" + section.name;
  if (dataset.bit_depth == 8) {
    Plane<std::uint8_t> bytes(section.raw.height, section.raw.width);
    for (std::size_t i = 0; i < bytes.values.size(); ++i) {
      bytes.values[i] = static_cast<std::uint8_t>(section.raw.values[i]);
    }
    write_plane(writer, path + "/raw", bytes);
  } else {
    write_plane(writer, path + "/raw", section.raw);
  }
  write_planes(writer, path + "/labels", section.labels);
  if (!section.valid.empty()) write_planes(writer, path + "/valid", section.valid);
  for (std::size_t c = 0; c < section.instances.size(); ++c) {
    if (section.instances[c].empty()) continue;
    write_plane(writer, path + "/instances/" + dataset.labels[c].name, section.instances[c]);
  }
  writer.attribute(path, "volume", section.volume);
  writer.attribute(path, "z", std::int64_t{section.z});
  writer.attribute(path, "source", section.source);
}

void write_labels(Hdf5Writer& writer, const std::vector<Label>& labels) {
  std::string names;
  std::string kinds;
  std::string polarities;
  for (const Label& label : labels) {
    const char* blank = names.empty() ? "" : " ";
    names += blank + label.name;
    kinds += std::string(blank) + to_string(label.kind);
    polarities += std::string(blank) + to_string(label.polarity);
  }
  writer.attribute("/", "labels", names);
  writer.attribute("/", "kinds", kinds);
  writer.attribute("/", "polarities", polarities);
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// Reads a data set; its errors name the path of the file.
class DatasetReader {
 public:
  DatasetReader(const std::filesystem::path& path, const ProgressCallback& on_progress)
      : path_(path.string()), file_(read_checksummed(path, on_progress), path_) {}

  Dataset read(const ProgressCallback& on_progress) const {
    check(file_.has_attribute("/", "format") && file_.text_attribute("/", "format") == format,
          "is not a data set of emsurvey");
    check(file_.integer_attribute("/", "format_version") == format_version,
          "has a format version that this program does not know");
    Dataset dataset;
    dataset.labels = read_labels();
    dataset.bit_depth = static_cast<int>(integer("/", "bit_depth"));
    dataset.grey_low = file_.number_attribute("/", "grey_low");
    dataset.grey_high = file_.number_attribute("/", "grey_high");
    dataset.nm_per_pixel = file_.number_attribute("/", "nm_per_pixel");
    if (file_.has_attribute("/", "value_low")) {
      dataset.value_range = {file_.number_attribute("/", "value_low"),
                             file_.number_attribute("/", "value_high")};
    }
    const std::vector<std::string> names = file_.children("/images");
    dataset.sections.resize(names.size());
    for (const std::string& name : names) {
      const std::int64_t position = file_.integer_attribute("/images/" + name, "position");
      check(position >= 0 && position < std::ssize(names), "has a section '" + name + "' out of order");
      dataset.sections[static_cast<std::size_t>(position)] = read_section(name, dataset);
      if (on_progress) on_progress();
    }
    check(problem_of(dataset).empty(), problem_of(dataset));
    return dataset;
  }

 private:
  void check(bool condition, const std::string& problem) const {
    require(condition, path_, problem, "make it again with emsurvey prepare");
  }

  std::int64_t integer(const std::string& path, const std::string& name) const {
    const std::int64_t value = file_.integer_attribute(path, name);
    check(value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max(),
          "has a value " + name + " out of range");
    return value;
  }

  std::vector<Label> read_labels() const {
    const std::vector<std::string> names = words_of(file_.text_attribute("/", "labels"));
    const std::vector<std::string> kinds = words_of(file_.text_attribute("/", "kinds"));
    const std::vector<std::string> polarities = words_of(file_.text_attribute("/", "polarities"));
    check(kinds.size() == names.size() && polarities.size() == names.size(), "lacks the kind of a label");
    std::vector<Label> labels;
    for (std::size_t c = 0; c < names.size(); ++c) {
      labels.push_back({names[c], label_kind_from(kinds[c]), polarity_from(polarities[c])});
    }
    return labels;
  }

  /// Returns height and width of an array of `count` planes, or of a single plane if `count` is 0.
  std::pair<int, int> size_of(const std::string& path, std::size_t count) const {
    Hdf5Shape shape = file_.shape(path);
    if (count > 0) {
      check(shape.size() == 3 && shape[0] == count, path + " has an unexpected shape");
      shape.erase(shape.begin());
    }
    constexpr std::uint64_t largest = std::numeric_limits<int>::max();
    check(shape.size() == 2 && shape[0] <= largest && shape[1] <= largest, path + " has an unexpected shape");
    return {static_cast<int>(shape[0]), static_cast<int>(shape[1])};
  }

  template <class T>
  Plane<T> read_plane(const std::string& path) const {
    Plane<T> plane;
    std::tie(plane.height, plane.width) = size_of(path, 0);
    plane.values = file_.read<T>(path);
    return plane;
  }

  std::vector<Plane<std::uint8_t>> read_planes(const std::string& path, std::size_t count) const {
    const auto [height, width] = size_of(path, count);
    const std::vector<std::uint8_t> values = file_.read<std::uint8_t>(path);
    std::vector<Plane<std::uint8_t>> planes(count);
    auto next = values.begin();
    for (Plane<std::uint8_t>& plane : planes) {
      plane = {height, width};
      const auto end = next + std::ssize(plane.values);
      std::copy(next, end, plane.values.begin());
      next = end;
    }
    return planes;
  }

  Section read_section(const std::string& name, const Dataset& dataset) const {
    const std::string path = "/images/" + name;
    const std::size_t count = dataset.labels.size();
    Section section;
    section.name = name;
    section.volume = file_.text_attribute(path, "volume");
    section.z = static_cast<int>(integer(path, "z"));
    section.source = file_.text_attribute(path, "source");
    if (dataset.bit_depth == 8) {
      const Plane<std::uint8_t> bytes = read_plane<std::uint8_t>(path + "/raw");
      section.raw.height = bytes.height;
      section.raw.width = bytes.width;
      section.raw.values.assign(bytes.values.begin(), bytes.values.end());
    } else {
      section.raw = read_plane<std::uint16_t>(path + "/raw");
    }
    section.labels = read_planes(path + "/labels", count);
    if (file_.has(path + "/valid")) section.valid = read_planes(path + "/valid", count);
    if (!file_.has(path + "/instances")) return section;
    section.instances.resize(count);
    for (std::size_t c = 0; c < count; ++c) {
      const std::string numbers = path + "/instances/" + dataset.labels[c].name;
      if (file_.has(numbers)) section.instances[c] = read_plane<std::uint32_t>(numbers);
    }
    return section;
  }

  std::string path_;
  Hdf5Reader file_;
};

}  // namespace

void write_dataset(const std::filesystem::path& path, const Dataset& dataset) {
  if (const std::string problem = problem_of(dataset); !problem.empty()) {
    throw std::logic_error("the data set " + problem);
  }
  Hdf5Writer writer;
  writer.attribute("/", "format", std::string(format));
  writer.attribute("/", "format_version", format_version);
  write_labels(writer, dataset.labels);
  writer.attribute("/", "bit_depth", std::int64_t{dataset.bit_depth});
  writer.attribute("/", "grey_low", dataset.grey_low);
  writer.attribute("/", "grey_high", dataset.grey_high);
  writer.attribute("/", "nm_per_pixel", dataset.nm_per_pixel);
  if (dataset.value_range) {
    writer.attribute("/", "value_low", dataset.value_range->low);
    writer.attribute("/", "value_high", dataset.value_range->high);
  }
  for (std::size_t i = 0; i < dataset.sections.size(); ++i) {
    write_section(writer, dataset, dataset.sections[i]);
    writer.attribute("/images/" + dataset.sections[i].name, "position", static_cast<std::int64_t>(i));
  }
  write_checksummed(path, writer.finish());
}

Dataset read_dataset(const std::filesystem::path& path, const ProgressCallback& on_progress) {
  return DatasetReader(path, on_progress).read(on_progress);
}

}  // namespace emsurvey

// A data set: sections of an EM volume with their labels, stored in dataset.h5.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/plane.h"
#include "base/progress_callback.h"

namespace emsurvey {

/// Interpretation of the images of a label.
enum class LabelKind {
  mask,       ///< Present where > 127 (1-bit images: > 0); values between are kept as training target.
  instances,  ///< Numbered regions, 0 is background: present where > 0; the numbers are the true regions.
  cells,      ///< Numbered regions whose boundaries are the label, such as membranes.
  grey,       ///< A soft target; for scores, present where > 127.
};

/// The connected regions that the scores of a label compare.
enum class Polarity {
  label,    ///< The regions are where the label is present (mitochondria, synapses).
  between,  ///< The regions lie between the label (cells between membranes).
};

struct Label {
  std::string name;
  LabelKind kind = LabelKind::mask;
  Polarity polarity = Polarity::label;
};

/// One image of the data set. All its planes have the size of `raw`; sections may differ in size.
struct Section {
  std::string name;                             ///< Unique in the data set.
  std::string volume;                           ///< The stack that contains the section.
  int z = 0;                                    ///< Position in that stack, in sections.
  std::string source;                           ///< The file from which the section was read.
  Plane<std::uint16_t> raw;                     ///< Grey values at the bit depth of the data set.
  std::vector<Plane<std::uint8_t>> labels;      ///< The training target of each label, 0..255.
  std::vector<Plane<std::uint8_t>> valid;       ///< For each label, 1 where annotated, else 0; no planes if
                                                ///< everything is annotated.
  std::vector<Plane<std::uint32_t>> instances;  ///< The true regions of each label; an empty plane if they
                                                ///< follow from its mask.
};

/// Maps values that are not unsigned integers of 8 or 16 bits to 16-bit grey values: `low` becomes 0, `high`
/// 65535.
struct ValueRange {
  double low = 0;
  double high = 65535;

  /// Returns the 16-bit grey value of a value in the range, not rounded.
  double grey_of(double value) const { return (value - low) / (high - low) * 65535; }
  /// Returns the value that a 16-bit grey value stands for.
  double value_of(double grey) const { return low + grey / 65535 * (high - low); }
  bool operator==(const ValueRange&) const = default;
};

/// Labels and grey values of a data set: all that its networks need to know of it.
struct DatasetFormat {
  std::vector<Label> labels;
  int bit_depth = 8;                           ///< Bit depth of Section::raw: 8 or 16.
  double grey_low = 0;                         ///< The grey value that the network sees as -1.
  double grey_high = 255;                      ///< The grey value that the network sees as +1.
  std::optional<ValueRange> value_range = {};  ///< None if Section::raw holds the values of the images.
};

struct Dataset : DatasetFormat {
  double nm_per_pixel = 0;  ///< 0 if unknown.
  std::vector<Section> sections;

  /// Returns the SHA-256 (hex) of everything that can change a result: all but the sources and nm_per_pixel.
  std::string content_hash(const ProgressCallback& on_progress = {}) const;
};

/// Returns what is wrong with `dataset` as a whole (no sections, planes of different sizes, a repeated name,
/// ...), as the end of a sentence; empty if the data set is valid.
std::string problem_of(const Dataset& dataset);

std::vector<std::string> section_names(const Dataset& dataset);
std::vector<std::string> label_names(const std::vector<Label>& labels);

const char* to_string(LabelKind kind);
const char* to_string(Polarity polarity);

/// Throws InputError if `text` is not the name of a kind.
LabelKind label_kind_from(const std::string& text);
/// Throws InputError if `text` is not the name of a polarity.
Polarity polarity_from(const std::string& text);

/// Whether `name` is valid for a label: it becomes a file name, a CSV column and a word in a list.
bool is_label_name(const std::string& name);

/// Writes `dataset`, which must be valid, to `path`, completely or not at all.
void write_dataset(const std::filesystem::path& path, const Dataset& dataset);

/// Throws InputError if the file is missing, damaged or of another format.
Dataset read_dataset(const std::filesystem::path& path, const ProgressCallback& on_progress = {});

}  // namespace emsurvey

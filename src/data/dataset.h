// A data set: sections of an EM volume with their labels, as kept in dataset.h5.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/plane.h"
#include "base/progress_callback.h"

namespace emsurvey {

/// How the images of a label are to be read.
enum class LabelKind {
  mask,       ///< present where > 127 (1-bit images: > 0); grey values between are kept as training target
  instances,  ///< numbered regions, background 0: the label is present where > 0, the numbers are the true
              ///< regions
  cells,      ///< numbered regions whose boundaries are the label, as membranes are
  grey,       ///< a soft target; for scores present where > 127
};

/// Which connected regions the scores of a label compare.
enum class Polarity {
  label,    ///< the regions are where the label is present (mitochondria, synapses)
  between,  ///< the regions are what lies between the label (cells between membranes)
};

struct Label {
  std::string name;
  LabelKind kind = LabelKind::mask;
  Polarity polarity = Polarity::label;
};

/// One image of the data set. All planes have the size of `raw`; sections may differ in size.
struct Section {
  std::string name;                             ///< unique in the data set
  std::string volume;                           ///< the stack that it comes from
  int z = 0;                                    ///< position in that stack, in sections
  std::string source;                           ///< the file that it was read from
  Plane<std::uint16_t> raw;                     ///< grey values at the depth of the data set
  std::vector<Plane<std::uint8_t>> labels;      ///< one a label: the training target, 0..255
  std::vector<Plane<std::uint8_t>> valid;       ///< one a label: 1 where annotated, else 0; no planes: all is
  std::vector<Plane<std::uint32_t>> instances;  ///< one a label: its true regions, an empty plane where they
                                                ///< follow from the label's mask
};

/// The values of sections that have other than 8 or 16 bits without sign: those that became 0 and 65535.
struct ValueRange {
  double low = 0;
  double high = 65535;

  /// The 16-bit grey value of a value in this range, not rounded.
  double grey_of(double value) const { return (value - low) / (high - low) * 65535; }
  /// The value that a 16-bit grey value stands for.
  double value_of(double grey) const { return low + grey / 65535 * (high - low); }
  bool operator==(const ValueRange&) const = default;
};

struct Dataset {
  std::vector<Label> labels;
  int bit_depth = 8;                           ///< of `raw`: 8 or 16
  double grey_low = 0;                         ///< the grey value that the network sees as -1
  double grey_high = 255;                      ///< the grey value that the network sees as +1
  double nm_per_pixel = 0;                     ///< 0: not known
  std::optional<ValueRange> value_range = {};  ///< none: `raw` has the values of the images
  std::vector<Section> sections;

  /// SHA-256 (hex) over everything above that can change a result: all but the sources and nm_per_pixel.
  std::string content_hash(const ProgressCallback& on_progress = {}) const;
};

/// What is wrong with `dataset` as a whole (no section, planes of different sizes, a name twice, ...), as the
/// end of a sentence about it; empty when it is sound.
std::string problem_of(const Dataset& dataset);

const char* to_string(LabelKind kind);
const char* to_string(Polarity polarity);

/// Throws InputError when `text` names no kind.
LabelKind label_kind_from(const std::string& text);
/// Throws InputError when `text` names no polarity.
Polarity polarity_from(const std::string& text);

/// Whether `name` can name a label: it becomes a file name, a CSV column and a word of a list.
bool is_label_name(const std::string& name);

/// Writes `dataset`, which must be sound, as dataset.h5: complete or not at all.
void write_dataset(const std::filesystem::path& path, const Dataset& dataset);

/// Throws InputError when the file is missing, damaged or of another format.
Dataset read_dataset(const std::filesystem::path& path, const ProgressCallback& on_progress = {});

}  // namespace emsurvey

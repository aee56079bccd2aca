// Consistency of the values in the files of a mask.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "data/mask_values.h"

namespace emsurvey {

/// The masks, or the grey targets, of one label.
class MaskFiles {
 public:
  /// `is_inverted`: the label is present where the images are black.
  explicit MaskFiles(bool is_inverted = false) : is_inverted_(is_inverted) {}

  void add(const std::string& file, const MaskValues& values) { files_.push_back({file, values}); }

  /// Throws InputError with `remedy` if some files hold only 0 and 1 and others larger values: a 1 may mean
  /// that the label is present, or the darkest grey.
  void require_one_form(const std::string& remedy) const;

  /// Returns the files of this form.
  std::vector<std::string> of_form(MaskForm form) const;
  /// Whether some file has more than two values.
  bool has_grey_values() const;
  /// Whether some file shows the label.
  bool is_present() const;

  // Warnings about files that may be interpreted differently than intended. Each warning begins with
  // `subject`; the result is empty if there are none.

  /// Warns of masks with two values that are not black and white.
  std::vector<std::string> warnings_of_two_values(const std::string& subject) const;
  /// Warns of masks that have values above 0, none of which counts as white.
  std::vector<std::string> warnings_of_low_values(const std::string& subject) const;
  /// Warns if soft predictions have values above 0, but no value in any file counts as present.
  std::vector<std::string> warnings_of_low_predictions(const std::string& subject) const;
  /// Warns of masks with many grey values.
  std::vector<std::string> warnings_of_grey_masks(const std::string& subject) const;
  /// Warns of grey targets that are almost black.
  std::vector<std::string> warnings_of_dark_targets(const std::string& subject) const;
  /// Warns of grey values in valid masks, where every value but 0 counts as annotated.
  std::vector<std::string> warnings_of_valid(const std::string& subject) const;

 private:
  struct File {
    std::string name;
    MaskValues values;
  };
  std::vector<File> where(const std::function<bool(const MaskValues&)>& condition) const;

  bool is_inverted_;
  std::vector<File> files_;
};

}  // namespace emsurvey

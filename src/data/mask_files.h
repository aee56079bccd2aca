// Whether the files of a mask say the same by their values.
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

  /// Throws InputError, with `remedy`, when some files hold 0 and 1 alone and others more: a 1 of the former
  /// may mean that the label is present, or the darkest grey.
  void require_one_form(const std::string& remedy) const;

  /// The files of this form.
  std::vector<std::string> of_form(MaskForm form) const;
  /// Whether a file has more than two values.
  bool has_grey_values() const;
  /// Whether a file shows the label.
  bool is_present() const;

  // Sentences about files that may not be read as they are meant, each beginning with `subject`; nothing when
  // there are none.

  /// Masks of two values that are not black and white.
  std::vector<std::string> warnings_of_two_values(const std::string& subject) const;
  /// Masks with values above 0, none of which counts as white.
  std::vector<std::string> warnings_of_low_values(const std::string& subject) const;
  /// Soft predictions with values above 0, none of which, in any file, counts as present.
  std::vector<std::string> warnings_of_low_predictions(const std::string& subject) const;
  /// Masks with many grey values.
  std::vector<std::string> warnings_of_grey_masks(const std::string& subject) const;
  /// Grey targets that are almost black.
  std::vector<std::string> warnings_of_dark_targets(const std::string& subject) const;
  /// Valid masks, in which all but 0 is annotated, with grey values.
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

// The files of a prediction.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "data/image_folder.h"
#include "predict/prediction_options.h"
#include "predict/section_labels.h"

namespace emsurvey {

/// Sections that are joined in one file (TIFF pages) or one array (HDF5).
struct Stack {
  std::string name;
  std::vector<std::size_t> images;  ///< Indices into the folder, in the order of the stack.
};

/// Names, writes and joins the label images of a folder of sections.
class PredictionFiles {
 public:
  /// Throws InputError if sections that are to be joined differ in size, or two outputs would have one name. All
  /// references must outlive this object.
  PredictionFiles(const std::filesystem::path& folder, const ImageFolder& images,
                  const std::vector<Label>& labels, const PredictionOptions& options);

  const std::vector<Stack>& stacks() const { return stacks_; }

  /// Whether all files of a section, or those into which it is joined, exist and are not older than their images.
  bool has_section(std::size_t image) const;
  /// Writes the files of a section, each completely or not at all. Throws FileError.
  void write_section(std::size_t image, const SectionLabels& labels) const;

  /// Joins the files of the sections of a stack unless it is up to date, and removes them. Throws FileError, or
  /// InputError if one cannot be read.
  void finish(const Stack& stack) const;

  /// Returns all files that a prediction writes: first of sections, then of stacks.
  std::vector<std::filesystem::path> all_files() const;
  /// Returns the names of those that exist.
  std::vector<std::string> existing_files() const;

 private:
  bool is_joined(std::size_t image) const { return stack_of_[image].has_value(); }
  /// Whether all files of the stack exist and none is older than one of its images.
  bool has_stack(const Stack& stack) const;
  void join(const Stack& stack) const;
  std::filesystem::path parts() const { return folder_ / "parts"; }
  std::vector<std::filesystem::path> files_of(std::size_t image) const;
  std::vector<std::filesystem::path> label_files(std::size_t image) const;
  std::vector<std::filesystem::path> region_files(std::size_t image) const;
  std::vector<std::filesystem::path> stack_files(const Stack& stack) const;

  std::filesystem::path folder_;
  const ImageFolder& images_;
  const std::vector<Label>& labels_;
  const PredictionOptions& options_;
  std::vector<Stack> stacks_;
  std::vector<std::optional<std::size_t>> stack_of_;  ///< Position in stacks_ of each image that is joined.
};

}  // namespace emsurvey

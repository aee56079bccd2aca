// predict.json: what the predictions in a folder were made of.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "predict/prediction_files.h"
#include "predict/prediction_options.h"

namespace emsurvey {

/// What decides the contents of the files.
struct PredictionSource {
  std::vector<std::string> networks;  ///< SHA-256 of each checkpoint.
  std::filesystem::path input;
};

/// The record of a folder of predictions, by which one that was interrupted continues.
class PredictionRecord {
 public:
  /// Throws InputError if the folder holds predictions of something else, and names what differs.
  PredictionRecord(const std::filesystem::path& folder, const PredictionSource& source,
                   const PredictionOptions& options, const PredictionFiles& files);

  /// Makes the folder and the record, unless they are there. Throws FileError.
  void write() const;

 private:
  std::filesystem::path folder_;
  std::string text_;
};

}  // namespace emsurvey

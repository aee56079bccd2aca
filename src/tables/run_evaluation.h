// Settings and scores of one run of a survey: test/<run>/options.json and test/<run>/evaluation/<label>.csv.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/csv.h"

namespace emsurvey {

/// The contents of a run's files as unparsed text, so that one rank can read the files for another.
struct RunFiles {
  int number = 0;
  std::string folder;                  ///< Used in messages.
  std::optional<std::string> options;  ///< Text of options.json; empty if the file cannot be read.
  /// Label and CSV text of each existing file, sorted by label. The text is empty if the file cannot be read.
  std::vector<std::pair<std::string, std::optional<std::string>>> evaluations;
  std::string threshold_curve;  ///< Means at several thresholds, see mean_curves(); empty if there are none.
  std::vector<std::string> problems;  ///< One line for each file that cannot be read.
  std::vector<std::string> notes;     ///< One line for each file that was repaired or cannot be checked.
  bool is_left_out = false;           ///< The run has unusable scores and is left out of the tables.
};

struct LabelEvaluation {
  std::string label;
  CsvTable table;  ///< Without header and rows if the file exists but cannot be used.
};

struct RunEvaluation {
  int number = 0;
  std::string folder;
  std::string loss;                                       ///< "Y_loss"
  std::vector<std::pair<std::string, std::string>> axes;  ///< "axes": names and values in grid order.
  std::optional<std::vector<std::string>> table_index;    ///< "table_index": see TableIndex.
  std::optional<std::string> split_scheme;                ///< "split_scheme"
  std::optional<std::int64_t> split;                      ///< "split"
  std::optional<std::int64_t> repeat;                     ///< "repeat"
  std::optional<std::int64_t> n_train;                    ///< "n_train": number of training sections.
  std::optional<std::int64_t> n_test;                     ///< "n_test": number of test sections.
  std::vector<LabelEvaluation> labels;
};

/// Returns the numbers of the run folders in <survey>/test in ascending order. Throws InputError if the
/// folder does not exist.
std::vector<int> list_runs(const std::filesystem::path& survey);

/// Reads all existing files of one run. Each file that cannot be read becomes one of the run's problems.
RunFiles read_run_files(const std::filesystem::path& survey, int number);

/// Serialises the runs for sending them to another rank; unpack_runs restores them.
std::string pack_runs(const std::vector<RunFiles>& runs);
std::vector<RunFiles> unpack_runs(const std::string& bytes);

/// Parses the files of a run. Each file that cannot be used adds a line to `problems`. Returns std::nullopt
/// if the options cannot be used. An evaluation must have the columns `pred_path` and `sample` (unique
/// integers), and its scores must be numbers or empty.
std::optional<RunEvaluation> parse_run(const RunFiles& files, std::vector<std::string>& problems);

}  // namespace emsurvey

// What one run of a survey was and how it scored: test/<run>/options.json and
// test/<run>/evaluation/<label>.csv.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/csv.h"

namespace emsurvey {

/// The texts of a run's files, not parsed, so that ranks can read them for one another.
struct RunFiles {
  int number = 0;
  std::string folder;                  ///< for messages
  std::optional<std::string> options;  ///< options.json; nothing where it cannot be read
  /// Label and CSV of each file that is there, sorted by label; no text where it cannot be read.
  std::vector<std::pair<std::string, std::optional<std::string>>> evaluations;
  std::vector<std::string> problems;  ///< files that cannot be read: a line each
  std::vector<std::string> notes;     ///< files that were mended or cannot be checked: a line each
  bool is_left_out = false;           ///< it has scores that cannot be used, so the tables lack it
};

struct LabelEvaluation {
  std::string label;
  CsvTable table;  ///< without header and rows where the file is there but cannot be used
};

struct RunEvaluation {
  int number = 0;
  std::string folder;
  std::string loss;                                       ///< "Y_loss"
  std::vector<std::pair<std::string, std::string>> axes;  ///< "axes": names and values in grid order
  std::optional<std::vector<std::string>> table_index;    ///< "table_index": see TableIndex
  std::optional<std::string> split_scheme;                ///< "split_scheme"
  std::optional<std::int64_t> split;                      ///< "split"
  std::optional<std::int64_t> repeat;                     ///< "repeat"
  std::vector<LabelEvaluation> labels;
};

/// The numbers of the run folders in <survey>/test, ascending. Throws InputError when there is no such
/// folder.
std::vector<int> list_runs(const std::filesystem::path& survey);

/// Reads what is there of one run; what is not becomes one of its problems.
RunFiles read_run_files(const std::filesystem::path& survey, int number);

/// The runs as one string of bytes, to be sent to another rank, and back.
std::string pack_runs(const std::vector<RunFiles>& runs);
std::vector<RunFiles> unpack_runs(const std::string& bytes);

/// Parses a run. A file that cannot be used adds a line to `problems`; without usable options there is no
/// run. An evaluation must have `pred_path` and `sample` (integers, each once); its scores are numbers or
/// empty.
std::optional<RunEvaluation> parse_run(const RunFiles& files, std::vector<std::string>& problems);

}  // namespace emsurvey

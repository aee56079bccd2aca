#include "tables/run_evaluation.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/number.h"
#include "io/file.h"
#include "score/label_scores.h"
#include "tables/text_column.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;  // Keeps the axes in grid order.

const char* const remake = "make it again by the command that wrote it, restore it from a copy, or remove it";

/// Returns whether `name` is a column that the tables add themselves.
bool is_reserved(const std::string& name) {
  static constexpr std::array names{"",      "classic_loss", "label",  "run", "split", "repeat",
                                    "image", "image_name",   "metric", "n",   "mean",  "sd"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_evaluation_column(const std::string& name) {
  const auto columns = score_columns();
  return name == "pred_path" || name == "true_path" || name == "sample" ||
         std::any_of(columns.begin(), columns.end(),
                     [&](const ScoreColumn& column) { return column.name == name; });
}

// Other programs may use the same keys in their options for other purposes: a member of another type is
// ignored.
std::optional<std::int64_t> integer_member(const Json& options, const char* key) {
  if (!options.contains(key) || !options.at(key).is_number_integer()) return std::nullopt;
  return options.at(key).get<std::int64_t>();
}

std::optional<std::string> text_member(const Json& options, const char* key) {
  if (!options.contains(key) || !options.at(key).is_string()) return std::nullopt;
  return options.at(key).get<std::string>();
}

std::optional<std::vector<std::string>> parse_index(const Json& options) {
  const Json index = options.value("table_index", Json());
  const auto is_text = [](const Json& column) { return column.is_string(); };
  if (!index.is_array() || !std::all_of(index.begin(), index.end(), is_text)) return std::nullopt;
  return index.get<std::vector<std::string>>();
}

std::vector<std::pair<std::string, std::string>> parse_axes(const Json& options, const std::string& subject) {
  std::vector<std::pair<std::string, std::string>> axes;
  if (!options.contains("axes") || !options.at("axes").is_object()) return axes;
  for (const auto& [name, value] : options.at("axes").items()) {
    require(!is_reserved(name) && !is_evaluation_column(name), subject,
            "the axis \"" + name + "\" has the name of another column", "give the axis another name");
    axes.emplace_back(harmless_cell("axis", name),
                      value.is_string() ? value.get<std::string>() : value.dump());
  }
  return axes;
}

RunEvaluation parse_options(const RunFiles& files, const std::string& text) {
  const std::string subject = files.folder + "/options.json";
  const Json options = Json::parse(text, nullptr, false);
  require(options.is_object(), subject, "is not a JSON object", remake);
  require(options.contains("Y_loss") && options.at("Y_loss").is_string(), subject, "does not name the loss",
          "add \"Y_loss\", the name of the run's loss");
  RunEvaluation run;
  run.number = files.number;
  run.folder = files.folder;
  run.loss = options.at("Y_loss").get<std::string>();
  run.axes = parse_axes(options, subject);
  run.table_index = parse_index(options);
  run.split_scheme = text_member(options, "split_scheme");
  run.split = integer_member(options, "split");
  run.repeat = integer_member(options, "repeat");
  run.n_train = integer_member(options, "n_train");
  run.n_test = integer_member(options, "n_test");
  return run;
}

void check_samples(const CsvTable& table, const std::string& subject) {
  const auto column = table.find_column("sample");
  require(table.find_column("pred_path") && column, subject, "has no column pred_path or no column sample",
          remake);
  std::set<std::int64_t> samples;
  for (const auto& row : table.rows) {
    const auto sample = parse_integer(row[*column]);
    require(sample && samples.insert(*sample).second, subject,
            "sample '" + row[*column] + "' is not an integer or occurs twice", remake);
  }
}

void check_scores(const CsvTable& table, const std::string& subject) {
  for (const ScoreColumn& column : score_columns()) {
    const auto position = table.find_column(column.name);
    if (!position) continue;
    for (const auto& row : table.rows) {
      const std::string& cell = row[*position];
      const bool is_fine =
          column.is_count() ? parse_integer(cell).has_value() : cell.empty() || parse_number(cell);
      require(is_fine, subject, "'" + cell + "' is not a value of " + column.name, remake);
    }
  }
}

CsvTable parse_evaluation(const std::string& text, const std::string& subject) {
  CsvTable table = parse_csv(text, subject);
  for (std::string& name : table.header) name = harmless_cell("column", name);
  for (const std::string& name : table.header)
    require(!is_reserved(name), subject, "has a column '" + name + "', which only the summaries have",
            remake);
  check_samples(table, subject);
  check_scores(table, subject);
  return table;
}

/// Reads a file of `run`. If that fails, adds a problem to `run` and returns std::nullopt.
std::optional<std::string> try_read(const fs::path& path, RunFiles& run) {
  constexpr std::size_t largest_bytes = std::size_t{256} << 20;
  try {
    return read_file(path, largest_bytes);
  } catch (const InputError& error) {
    run.problems.emplace_back(error.what());
    return std::nullopt;
  }
}

Json packed_text(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json();
}

std::optional<std::string> unpacked_text(const Json& packed) {
  if (packed.is_null()) return std::nullopt;
  return packed.get<std::string>();
}

}  // namespace

std::vector<int> list_runs(const fs::path& survey) {
  const fs::path folder = survey / "test";
  std::error_code error;
  std::vector<int> numbers;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const auto number = parse_integer(name);
    // "07" and "7" would be two runs with the same number.
    if (!number || *number < 0 || *number > 999'999'999 || std::to_string(*number) != name) continue;
    if (entry->is_directory(error)) numbers.push_back(static_cast<int>(*number));
  }
  require(!error, folder.string(), "cannot list the runs (" + error.message() + ")",
          "name the folder of a survey, which holds test/<run>/evaluation");
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

RunFiles read_run_files(const fs::path& survey, int number) {
  const fs::path folder = survey / "test" / std::to_string(number);
  RunFiles run;
  run.number = number;
  run.folder = folder.string();
  run.options = try_read(folder / "options.json", run);

  std::vector<fs::path> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder / "evaluation", error), end; !error && entry != end;
       entry.increment(error)) {
    const fs::path& path = entry->path();
    if (path.extension() == ".csv" && path.filename().string().front() != '.') paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) run.evaluations.emplace_back(path.stem().string(), try_read(path, run));
  return run;
}

// MessagePack is used instead of JSON text because it can carry arbitrary bytes, including those of a damaged
// file.
std::string pack_runs(const std::vector<RunFiles>& runs) {
  Json packed = Json::array();
  for (const RunFiles& run : runs) {
    Json evaluations = Json::array();
    for (const auto& [label, text] : run.evaluations)
      evaluations.push_back({{"label", label}, {"text", packed_text(text)}});
    packed.push_back({{"number", run.number},
                      {"folder", run.folder},
                      {"options", packed_text(run.options)},
                      {"evaluations", std::move(evaluations)},
                      {"threshold_curve", run.threshold_curve},
                      {"problems", run.problems},
                      {"notes", run.notes},
                      {"is_left_out", run.is_left_out}});
  }
  std::string bytes;
  Json::to_msgpack(packed, bytes);
  return bytes;
}

std::vector<RunFiles> unpack_runs(const std::string& bytes) {
  std::vector<RunFiles> runs;
  for (const Json& packed : Json::from_msgpack(bytes)) {
    RunFiles run;
    run.number = packed.at("number").get<int>();
    run.folder = packed.at("folder").get<std::string>();
    run.options = unpacked_text(packed.at("options"));
    for (const Json& evaluation : packed.at("evaluations"))
      run.evaluations.emplace_back(evaluation.at("label").get<std::string>(),
                                   unpacked_text(evaluation.at("text")));
    run.threshold_curve = packed.at("threshold_curve").get<std::string>();
    run.problems = packed.at("problems").get<std::vector<std::string>>();
    run.notes = packed.at("notes").get<std::vector<std::string>>();
    run.is_left_out = packed.at("is_left_out").get<bool>();
    runs.push_back(std::move(run));
  }
  return runs;
}

std::optional<RunEvaluation> parse_run(const RunFiles& files, std::vector<std::string>& problems) {
  problems.insert(problems.end(), files.problems.begin(), files.problems.end());
  if (!files.options) return std::nullopt;
  RunEvaluation run;
  try {
    run = parse_options(files, *files.options);
  } catch (const InputError& error) {
    problems.emplace_back(error.what());
    return std::nullopt;
  }
  for (const auto& [label, text] : files.evaluations) {
    run.labels.push_back({label, {}});
    if (!text) continue;
    try {
      run.labels.back().table = parse_evaluation(*text, files.folder + "/evaluation/" + label + ".csv");
    } catch (const InputError& error) {
      problems.emplace_back(error.what());
    }
  }
  return run;
}

}  // namespace emsurvey

#include "store/training_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/number.h"
#include "io/checksummed.h"
#include "io/csv.h"
#include "network/parameter_counts.h"
#include "survey/network_options.h"
#include "train/checkpoint.h"
#include "train/validation_log.h"

namespace emsurvey {
namespace {

using Json = nlohmann::json;

/// The rows of a log that `read` reads; none if it cannot be read.
template <class Read>
auto rows_of(const Read& read) -> decltype(read()) {
  try {
    return read();
  } catch (const InputError&) {
    return {};
  }
}

std::string text_in(const Json& options, const char* key) {
  const auto value = options.find(key);
  return value != options.end() && value->is_string() ? value->get<std::string>() : "";
}

double seconds_of(const std::vector<LogRow>& log, std::int64_t batch) {
  double seconds = log.empty() ? std::numeric_limits<double>::quiet_NaN() : 0, step_before = 0;
  for (const LogRow& row : log) {
    const auto step = static_cast<double>(row.step);
    seconds += (step - step_before) * static_cast<double>(batch) / row.images_per_s;
    step_before = step;
  }
  return seconds;
}

std::int64_t integer_in(const Json& options, const char* key) {
  const auto value = options.find(key);
  return value != options.end() && value->is_number_integer() ? value->get<std::int64_t>() : 0;
}

/// The largest value in the log; NaN if there is none.
double peak_of(const std::vector<LogRow>& log) {
  double peak = std::numeric_limits<double>::quiet_NaN();
  for (const LogRow& row : log) peak = std::fmax(peak, row.peak_memory_mib);
  return peak;
}

/// Whether there are rows for every validation of a training, of which the file may have lost some.
bool has_every_validation(const std::vector<ValidationRow>& rows, std::int64_t every, std::int64_t steps) {
  std::set<std::int64_t> validated;
  for (const ValidationRow& row : rows) validated.insert(row.step);
  return every > 0 && static_cast<std::int64_t>(validated.size()) == (steps + every - 1) / every &&
         *validated.rbegin() == steps;
}

/// The step whose weights the finished checkpoint of a run has; nothing if there is no such checkpoint.
std::optional<std::int64_t> step_in_checkpoint(const SurveyFolder& folder, const RunDescription& run) {
  const std::string path = folder.checkpoint(run.run).string();
  try {
    const CheckpointReader checkpoint(read_checksummed(path), path, run);
    if (checkpoint.steps() < run.steps) return {};
    const auto kept = checkpoint.kept();
    return kept ? kept->step : run.steps;
  } catch (const InputError&) {
    return {};
  }
}

/// The step whose weights are tested: the last one or, with keep = best, that of the best validation. Where
/// validations are missing, the checkpoint tells it.
std::optional<std::int64_t> kept_step(const SurveyFolder& folder, int number, const Json& options,
                                      std::int64_t steps) {
  if (options.value("keep", Json()) != "best") return steps;
  const auto rows = rows_of([&] { return read_validations(folder.validations(number)); });
  if (has_every_validation(rows, integer_in(options, "validate_every"), steps)) {
    const auto best = best_step(rows);
    return best ? best->step : steps;
  }
  RunDescription run;
  run.run = number;
  run.steps = steps;
  run.identity = text_in(options, "identity");
  return step_in_checkpoint(folder, run);
}

/// Nothing if the options are not those of a training by this program.
std::optional<TrainingRow> training_row(const SurveyFolder& folder, const RunFiles& run,
                                        ParameterCounts& counts) {
  const std::string text = run.options.value_or("");
  const Json options = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!options.is_object()) return {};
  TrainingRow row;
  row.run = run.number;
  row.steps = integer_in(options, "max_steps");
  if (row.steps <= 0) return {};
  const auto log = rows_of([&] { return read_log(folder.log(run.number)); });
  row.seconds = seconds_of(log, integer_in(options, "batch_size"));
  row.convergence = convergence_of(log, row.steps);
  if (const auto network = network_in_options(text, static_cast<int>(run.evaluations.size())))
    row.parameters = counts.of_generator(*network);
  row.kept_step = kept_step(folder, run.number, options, row.steps);
  row.peak_memory_mib = peak_of(log);
  return row;
}

}  // namespace

std::vector<TrainingRow> training_rows(const SurveyFolder& folder, const std::vector<RunFiles>& runs,
                                       const ProgressCallback& on_progress) {
  ParameterCounts counts;
  std::vector<TrainingRow> rows;
  for (const RunFiles& run : runs) {
    on_progress();
    if (run.is_left_out) continue;
    if (auto row = training_row(folder, run, counts)) rows.push_back(*std::move(row));
  }
  return rows;
}

std::string training_csv(const std::vector<TrainingRow>& rows) {
  CsvTable table{{"run", "steps", "seconds", "parameters", "loss_last_tenth", "loss_change_percent",
                  "kept_step", "still_falling", "peak_memory_mib"},
                 {}};
  for (const TrainingRow& row : rows) {
    const Convergence& convergence = row.convergence;
    const bool is_known = std::isfinite(convergence.loss_change_percent);
    table.rows.push_back(
        {std::to_string(row.run), std::to_string(row.steps), number_cell(std::round(10 * row.seconds) / 10),
         row.parameters ? std::to_string(*row.parameters) : "", number_cell(convergence.loss_last_tenth),
         number_cell(convergence.loss_change_percent), row.kept_step ? std::to_string(*row.kept_step) : "",
         !is_known                        ? ""
         : convergence.is_still_falling() ? "yes"
                                          : "no",
         number_cell(row.peak_memory_mib)});
  }
  return format_csv(table);
}

std::optional<std::string> convergence_warning(const std::vector<TrainingRow>& rows) {
  const auto count = [&](auto is_counted) {
    return std::count_if(rows.begin(), rows.end(),
                         [&](const TrainingRow& row) { return is_counted(row.convergence); });
  };
  const auto falling = count([](const Convergence& one) { return one.is_still_falling(); });
  const auto known = count([](const Convergence& one) { return std::isfinite(one.loss_change_percent); });
  if (falling == 0) return {};
  return fmt::format(
      "the loss of {} of {} trainings was still falling by more than {:g} % in the last tenth: more steps may "
      "change the ranking",
      falling, known, still_falling_percent);
}

}  // namespace emsurvey

#include "store/training_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/number.h"
#include "io/csv.h"
#include "network/parameter_counts.h"
#include "survey/network_options.h"
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
  row.kept_step = row.steps;
  if (options.value("keep", Json()) == "best") {
    const auto rows = rows_of([&] { return read_validations(folder.validations(run.number)); });
    if (const auto best = best_step(rows)) row.kept_step = best->step;
  }
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
                  "kept_step", "still_falling"},
                 {}};
  for (const TrainingRow& row : rows) {
    const Convergence& convergence = row.convergence;
    const bool is_known = std::isfinite(convergence.loss_change_percent);
    table.rows.push_back(
        {std::to_string(row.run), std::to_string(row.steps), number_cell(std::round(10 * row.seconds) / 10),
         row.parameters ? std::to_string(*row.parameters) : "", number_cell(convergence.loss_last_tenth),
         number_cell(convergence.loss_change_percent), std::to_string(row.kept_step),
         !is_known                        ? ""
         : convergence.is_still_falling() ? "yes"
                                          : "no"});
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

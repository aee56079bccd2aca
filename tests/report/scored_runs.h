// Surveys with a few scores, for the tests of figure, comparison and page.
#pragma once

#include <string>
#include <vector>

#include "tables/summary.h"

namespace emsurvey {

/// Returns a run with an F_score for each sample of each label. `options` are members of options.json in
/// addition to Y_loss.
inline RunFiles scored_run(int number, const std::string& loss, const std::string& options,
                           const std::vector<std::pair<std::string, std::vector<std::string>>>& scores) {
  RunFiles run;
  run.number = number;
  run.folder = "survey/test/" + std::to_string(number);
  run.options = "{\"Y_loss\": \"" + loss + "\"" + (options.empty() ? "" : ", " + options) + "}";
  for (const auto& [label, values] : scores) {
    std::string evaluation = "pred_path,F_score,sample,predicted_regions\n";
    for (std::size_t i = 0; i < values.size(); ++i)
      evaluation += "a-outputs.png," + values[i] + "," + std::to_string(i) + ",400\n";
    run.evaluations.emplace_back(label, evaluation);
  }
  return run;
}

/// Returns runs of two losses. With dice, only one image has a score.
inline std::vector<RunFiles> loss_runs() {
  return {scored_run(1, "square", "", {{"membranes", {"0.9", "0.95"}}, {"synapses", {"0.1", "0.2"}}}),
          scored_run(2, "square", "", {{"membranes", {"0.85", "0.92"}}, {"synapses", {"0.3", "0.4"}}}),
          scored_run(3, "dice", "", {{"membranes", {"0.5", ""}}, {"synapses", {"", ""}}})};
}

/// Returns a run of a network with the given name and number of layers.
inline RunFiles network_run(int number, const std::string& generator, const std::string& layers,
                            const std::vector<std::string>& scores) {
  return scored_run(number, "square",
                    R"("table_index": ["generator", "layers", "sample"], "axes": {"generator": ")" +
                        generator + R"(", "layers": ")" + layers + "\"}",
                    {{"cells", scores}});
}

inline ScoreRows rows_of(const std::vector<RunFiles>& runs) {
  return make_tables(runs).rows;
}

}  // namespace emsurvey

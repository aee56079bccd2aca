// A survey of two runs, for the tests of the tables.
#pragma once

#include <string>
#include <vector>

#include "tables/run_evaluation.h"

namespace emsurvey {

/// Returns an evaluation of the images 07 and b1. `first` and `second` are their cells from the column
/// `recall` on.
inline std::string small_evaluation(const std::string& label, const std::string& first,
                                    const std::string& second) {
  const auto row = [&label](const std::string& image, const std::string& cells) {
    return "../images/" + image + "-outputs-" + label + ".png,../images/" + image + "-targets-" + label +
           ".png," + cells + "\n";
  };
  return "pred_path,true_path,recall,F_score,sample,semantic_Dice,F_score_skimage,true_regions\n" +
         row("07", first) + row("b1", second);
}

inline std::vector<RunFiles> small_survey() {
  RunFiles square;
  square.number = 1;
  square.folder = "test/1";
  square.options =
      R"({"Y_loss": "square", "axes": {"filters": "16", "lr": "0.0002"}, "split": 0, "repeat": 0})";
  square.evaluations = {
      {"Axons", small_evaluation("Axons", "0.1,0.2,0,,0.4,1", ",,1,,,0")},
      {"membranes",
       small_evaluation("membranes", "0.7,0.9,0,,0.6,40", "0.8,2.2572712626262813e-09,1,,0.5,41")},
      {"synapses", small_evaluation("synapses", "0.5,1e-05,0,,0.25,3", "1.0,0.125,1,,0.75,12")}};
  RunFiles hinge;
  hinge.number = 2;
  hinge.folder = "test/2";
  hinge.options = R"({"Y_loss": "hinge", "axes": {"filters": "32", "lr": "0.001"}, "split": 1, "repeat": 0})";
  hinge.evaluations = {{"Axons", small_evaluation("Axons", "0.3,0.6,0,,0.9,1", "0.35,0.65,1,,0.95,2")},
                       {"membranes", small_evaluation("membranes", "0.45,0.55,0,,0.15,40",
                                                      "-886025541.6981802,0.85,1,,0.05,41")},
                       {"synapses", small_evaluation("synapses", "0.0,0.0,0,,0.0,3", "0.25,0.5,1,,1.0,12")}};
  return {square, hinge};
}

}  // namespace emsurvey

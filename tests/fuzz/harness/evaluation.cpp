// Reads options.json and two evaluations of a run, and makes the tables from them.
#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"
#include "tables/summary.h"

void emsurvey::fuzz::evaluation(std::string_view bytes) {
  const auto parts = parts_of(bytes, 3);
  RunFiles run;
  run.number = 1;
  run.folder = "survey/test/1";
  run.options = parts[0];
  run.evaluations = {{"membranes", parts[1]}, {"synapses", parts[2]}};
  RunFiles other = run;
  other.number = 2;
  other.options = R"({"Y_loss": "dice", "axes": {"lr": "0.1"}, "split": 1})";
  make_tables(unpack_runs(pack_runs({run, other})));
}

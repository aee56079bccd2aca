// Reads experiments.json and survey.cfg of a survey that is inspected and continued.
#include "store/registry.h"

#include "base/error.h"
#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"
#include "store/run_numbers.h"
#include "store/run_state.h"
#include "train/small_data.h"

namespace {

using namespace emsurvey;

void look_at(const SurveyFolder& survey) {
  for (const RegisteredRun& run : registered_runs(survey)) run_state(survey, run);
  unfinished_runs(survey);
}

}  // namespace

void emsurvey::fuzz::registry(std::string_view bytes) {
  const ScratchFolder folder;
  const SurveyFolder survey(folder.path());
  const auto parts = parts_of(bytes, 2);
  folder.put("experiments.json", parts[0]);
  folder.put("survey.cfg", parts[1]);
  try {
    look_at(survey);
  } catch (const InputError&) {
    // Registering runs must cope with the same files.
  }
  register_runs(survey, {{"loss", {"square", "dice"}}},
                {small_experiment("square"), small_experiment("dice")}, "hash");
}

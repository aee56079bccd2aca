#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"
#include "train/training_log.h"

void emsurvey::fuzz::log(std::string_view bytes) {
  const ScratchFolder folder;
  const auto path = folder.put("log.csv", bytes);
  end_of_log(path, 5);
  last_row(path);
  TrainingLog(path, 20).append({21, {0.5, 0.25, 0.125}, 0.5, 100, 50});
}

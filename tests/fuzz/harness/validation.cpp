#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"
#include "train/validation_log.h"

void emsurvey::fuzz::validation(std::string_view bytes) {
  const ScratchFolder folder;
  const auto path = folder.put("validation.csv", bytes);
  const auto rows = read_validations(path);
  ValidationLog(path, 20).append(last_validation(rows));
  best_step(read_validations(path));
}

#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"
#include "io/checksummed.h"
#include "store/scores_file.h"
#include "train/small_data.h"

void emsurvey::fuzz::scores(std::string_view bytes) {
  const ScratchFolder folder;
  read_scores(folder.put("scores.h5", checksummed(std::string(bytes))), small_experiment());
}

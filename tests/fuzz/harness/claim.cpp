#include "run/claim.h"

#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"

void emsurvey::fuzz::claim(std::string_view bytes) {
  const ScratchFolder folder;
  const auto claim = read_claim(folder.put("survey.owner", bytes));
  if (claim) claim->owner();
}

#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"
#include "store/lock_file.h"

void emsurvey::fuzz::lock(std::string_view bytes) {
  const ScratchFolder folder;
  const auto lock = read_lock_file(folder.put("survey.owner", bytes));
  if (lock) lock->owner();
}

#include "data/dataset.h"

#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"
#include "io/checksummed.h"

void emsurvey::fuzz::dataset(std::string_view bytes) {
  const ScratchFolder folder;
  read_dataset(folder.put("dataset.h5", checksummed(std::string(bytes)))).content_hash();
}

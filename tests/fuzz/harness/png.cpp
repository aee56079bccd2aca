#include "io/png.h"

#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"

void emsurvey::fuzz::png(std::string_view bytes) {
  const ScratchFolder folder;
  read_as(ImageReading::shown, read_png(folder.put("section.png", bytes)), "section");
}

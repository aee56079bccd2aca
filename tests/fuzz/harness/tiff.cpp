#include "io/tiff.h"

#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"

void emsurvey::fuzz::tiff(std::string_view bytes) {
  const ScratchFolder folder;
  TiffFile file(folder.put("stack.tif", bytes));
  constexpr int most_pages = 4;  // Further pages are read in the same way.
  for (int page = 0; page < std::min(file.section_count(), most_pages); ++page)
    read_as(ImageReading::numbers, file.read(page), "page");
}

// save_generations FOLDER COUNT: finds the newest checkpoint of run 1 in a survey folder and saves COUNT
// more, with consecutive numbers. Prints "found N" and, after each save, "saved N".
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/error.h"
#include "io/file.h"
#include "store/checkpoint_files.h"

namespace {

const std::string filler(20000, 'x');

int save(const emsurvey::SurveyFolder& folder, int count) {
  emsurvey::make_folder(folder.train(1));
  const auto found = emsurvey::newest_checkpoint(
      folder, 1, [](const std::string& warning) { std::fprintf(stderr, "%s\n", warning.c_str()); });
  int number = std::atoi(found.bytes.c_str());
  std::printf("found %d\n", number);
  for (int i = 0; i < count; ++i) {
    emsurvey::save_checkpoint(folder, 1, std::to_string(++number) + " " + filler);
    std::printf("saved %d\n", number);
    std::fflush(stdout);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    return save(emsurvey::SurveyFolder(argv[1]), std::atoi(argv[2]));
  } catch (const emsurvey::InputError& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 2;
  }
}

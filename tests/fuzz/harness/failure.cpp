// Reads failure.json, and a log whose last lines become part of the next failure.json.
#include "store/failure.h"

#include <stdexcept>

#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"

void emsurvey::fuzz::failure(std::string_view bytes) {
  const ScratchFolder folder;
  const SurveyFolder survey(folder.path());
  const auto parts = parts_of(bytes, 2);
  folder.put("train/1/log.csv", parts[0]);
  folder.put("train/1/failure.json", parts[1]);
  Failure failure = read_failure(survey, 1).value();
  failure.reason += parts[0];
  write_failure(survey, 1, failure, "{}");
  if (read_failure(survey, 1)->attempts != failure.attempts)
    throw std::logic_error("a failure reads back as another one");
}

#include "survey/former_names.h"

#include <map>

namespace emsurvey {

std::string current_name(const std::string& name) {
  static const std::map<std::string, std::string> present{
      {"share", "shard"}, {"ranks-per-job", "ranks-per-training"}, {"jobs-per-gpu", "trainings-per-gpu"}};
  const auto found = present.find(name);
  return found == present.end() ? name : found->second;
}

std::string with_current_name(const std::string& word) {
  const std::string dashes = "--";
  if (!word.starts_with(dashes)) return word;
  const std::string name = word.substr(dashes.size(), word.find('=') - dashes.size());
  return dashes + current_name(name) + word.substr(dashes.size() + name.size());
}

}  // namespace emsurvey

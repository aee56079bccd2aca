#include "survey/key_groups.h"

namespace emsurvey {

const char* title_of(KeyGroup group) {
  switch (group) {
    case KeyGroup::folders:
      return "Data and folder";
    case KeyGroup::compared:
      return "What is compared";
    case KeyGroup::splits:
      return "Splits";
    case KeyGroup::training:
      return "Training";
    case KeyGroup::execution:
      return "Execution";
    case KeyGroup::limits:
      return "Time limits, checkpoints and failures";
    case KeyGroup::names:
      break;
  }
  return "Names in the tables";
}

const std::vector<KeyGroup>& key_groups() {
  using enum KeyGroup;
  static const std::vector<KeyGroup> groups{folders, compared, splits, training, execution, limits, names};
  return groups;
}

}  // namespace emsurvey

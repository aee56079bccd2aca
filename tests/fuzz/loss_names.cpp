// Repeats the names for the Clang fuzzing build; see tests/fuzz/CMakeLists.txt.
#include "loss/catalogue.h"

const std::vector<std::string>& emsurvey::loss_names() {
  static const std::vector<std::string> names = {"hinge", "square", "softmax", "approx", "dice", "logistic"};
  return names;
}

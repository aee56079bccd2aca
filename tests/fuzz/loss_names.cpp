// The names of the losses for Clang, which cannot compile the losses themselves; see CMakeLists.txt.
#include "loss/catalogue.h"

const std::vector<std::string>& emsurvey::loss_names() {
  static const std::vector<std::string> names = {"hinge", "square", "softmax", "approx", "dice", "logistic"};
  return names;
}

#include "data/problems.h"

#include <algorithm>
#include <cstddef>

namespace emsurvey {

void Problems::keep(const std::string& message) {
  if (std::find(messages_.begin(), messages_.end(), message) == messages_.end()) messages_.push_back(message);
}

void Problems::throw_if_any() const {
  constexpr std::size_t shown = 5;
  if (messages_.empty()) return;
  if (messages_.size() == 1) throw InputError(messages_.front());
  std::string text = std::to_string(messages_.size()) + " problems: ";
  for (std::size_t i = 0; i < std::min(shown, messages_.size()); ++i) {
    text += (i > 0 ? " | " : "") + messages_[i];
  }
  if (messages_.size() > shown) text += " | and " + std::to_string(messages_.size() - shown) + " more";
  throw InputError(text);
}

}  // namespace emsurvey

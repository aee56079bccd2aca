#include "base/unknown_name.h"

#include <fmt/ranges.h>

#include <algorithm>

#include "base/nearest_name.h"

namespace emsurvey {

InputError unknown_name(const std::string& subject, const std::string& kind, const std::string& word,
                        const std::vector<std::string>& known) {
  constexpr std::size_t few = 10;
  const std::string list = known.size() <= few ? fmt::format("{}", fmt::join(known, ", ")) : "";
  const std::string near = nearest_name(word, known);
  std::string remedy = near.empty() ? "" : "did you mean " + near + "?";
  if (near.empty())
    remedy = list.empty() ? "see --help" : "choose from " + list;
  else if (!list.empty())
    remedy += " (there are " + list + ")";
  return InputError(subject, "`" + word + "` is not a known " + kind, remedy);
}

void require_known(const std::string& subject, const std::string& kind, const std::string& word,
                   const std::vector<std::string>& known) {
  if (std::find(known.begin(), known.end(), word) == known.end())
    throw unknown_name(subject, kind, word, known);
}

}  // namespace emsurvey

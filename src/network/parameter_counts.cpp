#include "network/parameter_counts.h"

#include "network/discriminator.h"
#include "network/generator.h"

namespace emsurvey {

std::int64_t ParameterCounts::of_generator(const NetworkSpec& spec) {
  const auto [entry, is_new] =
      generators_.try_emplace({spec.name, spec.depth, spec.filters, spec.label_count}, 0);
  if (is_new) entry->second = parameter_count(*make_generator(spec));
  return entry->second;
}

std::int64_t ParameterCounts::of_discriminator(int label_count) {
  const auto [entry, is_new] = discriminators_.try_emplace(label_count, 0);
  if (is_new) entry->second = parameter_count(Discriminator(label_count));
  return entry->second;
}

}  // namespace emsurvey

#include "survey/identity.h"

#include <cstdint>

#include "base/sha256.h"

namespace emsurvey {
namespace {

/// Precision of surveys from before this key existed, whose identities do not contain it.
constexpr Precision precision_without_key = Precision::tf32;

void add_roles(Sha256& hash, const Split& split) {
  for (const Role role : split.roles) hash.add(to_string(role));
}

/// Adds what decides a split beside the keys of the published scheme.
void add_newer_split_keys(Sha256& hash, const SplitRule& rule, const Split& split) {
  const auto add = [&](const char* key, std::int64_t value) { hash.add(key).add(&value, sizeof value); };
  if (rule.test_images > 0) add("test-images", rule.test_images);
  if (rule.scheme == SplitScheme::blocks || rule.scheme == SplitScheme::volumes) add("gap", rule.gap);
  if (rule.scheme == SplitScheme::file) add_roles(hash, split);
}

}  // namespace

std::string identity_of(const Experiment& e, const Split& split, const std::string& content_hash) {
  Sha256 hash;
  hash.add(content_hash)
      .add(e.loss)
      .add(to_string(e.model))
      .add(e.network.name)
      .add(to_string(e.split_rule.scheme));
  const int folds = depends_on_count(e.split_rule.scheme) ? e.split_rule.splits : 0;
  for (const std::int64_t number :
       {std::int64_t{e.network.depth}, std::int64_t{e.network.filters}, std::int64_t{folds},
        std::int64_t{e.split_rule.train_images}, std::int64_t{e.split_rule.validation_images},
        static_cast<std::int64_t>(e.split_rule.seed), std::int64_t{e.split}, std::int64_t{e.repeat}, e.steps,
        std::int64_t{e.batch}, std::int64_t{e.crop_px}}) {
    hash.add(&number, sizeof number);
  }
  for (const double number : {e.learning_rate, e.beta1, e.scale}) hash.add(&number, sizeof number);
  if (e.precision != precision_without_key) hash.add(to_string(e.precision));
  add_newer_split_keys(hash, e.split_rule, split);
  if (!e.threshold) hash.add("threshold validation");
  if (const double number = e.threshold.value_or(default_threshold); number != default_threshold)
    hash.add("threshold").add(&number, sizeof number);
  // Validations decide the results only where they choose the weights.
  if (e.keep == Keep::best)
    hash.add("keep " + to_string(e.keep)).add(&e.validate_every, sizeof e.validate_every);
  // In surveys from before validations had the threshold of the test, weights were kept by the default one.
  if (e.keep == Keep::best && e.threshold != default_threshold) hash.add("keep by threshold");
  return hash.hex();
}

std::string split_identity_of(const Experiment& e, const Split& split, const std::string& content_hash) {
  Sha256 hash;
  hash.add(content_hash).add(&e.scale, sizeof e.scale);
  add_roles(hash, split);
  return hash.hex();
}

}  // namespace emsurvey

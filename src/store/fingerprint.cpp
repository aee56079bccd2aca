#include "store/fingerprint.h"

#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <torch/version.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/process.h"
#include "base/version.h"
#include "io/file.h"
#include "kernels/simd_kernels.h"
#include "mpi/preflight.h"
#include "survey/former_names.h"
#include "survey/setting_value.h"
#include "train/device.h"

namespace emsurvey {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t fingerprint_limit_bytes = std::size_t{1} << 20;

/// Returns the text after `name` in the first line of `text` that contains it, without the blanks and the
/// colon in between; "unknown" if there is none.
std::string value_after(const std::string& text, const std::string& name) {
  const auto at = text.find(name);
  if (at == std::string::npos) return "unknown";
  const auto begin = text.find_first_not_of(" \t:", at + name.size());
  return begin == std::string::npos ? "unknown" : text.substr(begin, text.find('\n', begin) - begin);
}

std::string processor() {
  std::ifstream file("/proc/cpuinfo");
  return value_after({std::istreambuf_iterator<char>(file), {}}, "model name");
}

/// Describes the differences, as "threads 2 instead of 1, processor ..."; empty if there are none.
std::string differences(const Json& now, const Json& before) {
  std::string text;
  for (const auto& [name, value] : now.items()) {
    // An older version of the program may have stored fewer names.
    const std::string old = before.value(name, value.get<std::string>());
    if (value == old) continue;
    text += (text.empty() ? "" : ", ") + name + " " + value.get<std::string>() + " instead of " + old;
  }
  return text;
}

/// Replaces the names of keys that were called otherwise when the survey began.
Json with_current_names(const Json& fingerprint) {
  Json renamed = Json::object();
  for (const auto& [name, value] : fingerprint.items()) renamed[current_name(name)] = value;
  return renamed;
}

/// The fingerprint with which the survey began; nothing if it is missing or damaged.
std::optional<Json> first_fingerprint(const SurveyFolder& folder) {
  if (!file_exists(folder.fingerprint())) return {};
  const Json before = Json::parse(read_file(folder.fingerprint(), fingerprint_limit_bytes), nullptr,
                                  /*allow_exceptions=*/false);
  const auto is_text = [](const Json& value) { return value.is_string(); };
  if (!before.is_object() || !std::all_of(before.begin(), before.end(), is_text)) return {};
  return with_current_names(before);
}

}  // namespace

Fingerprint this_fingerprint(const at::Device& device, const GradientReducer& reducer) {
  return {{"emsurvey", version},
          {"libtorch", TORCH_VERSION},
          {"threads", std::to_string(at::get_num_threads())},
          {"ranks-per-training", std::to_string(reducer.ranks().size())},
          {"instructions", value_after(at::show_config(), "CPU capability usage")},
          {"kernels", simd_kernels().empty() ? "of LibTorch" : simd_kernels().back()->name},
          {"ONEDNN_MAX_CPU_ISA", process_environment("ONEDNN_MAX_CPU_ISA")},
          {"processor", processor()},
          {"device", device_name(device)},
          {"gradients", reducer.ranks().size() > 1 ? reducer.name() : "of one rank"}};
}

std::string to_json_text(const Fingerprint& fingerprint) {
  Json json;
  for (const auto& [name, value] : fingerprint) json[name] = value;
  return json.dump();
}

void keep_fingerprint(const SurveyFolder& folder, const Fingerprint& own) {
  if (!first_fingerprint(folder)) write_file(folder.fingerprint(), to_json_text(own) + "\n");
}

int first_threads(const SurveyFolder& folder) {
  constexpr std::int64_t most = 10'000;
  const auto before = first_fingerprint(folder);
  if (!before || !before->contains("threads")) return 0;
  try {
    return static_cast<int>(whole_number("threads", before->at("threads").get<std::string>(), 1, most));
  } catch (const InputError&) {
    return 0;
  }
}

std::optional<std::string> check_fingerprint(const SurveyFolder& folder, const Fingerprint& own,
                                             const Communicator& world) {
  const auto fingerprints = world.gather(to_json_text(own));
  const auto hosts = world.gather(host_name());
  std::optional<std::string> warning;
  world.collectively([&] {
    if (!world.is_root()) return;
    const Json before = first_fingerprint(folder).value_or(Json::parse(fingerprints.front()));
    std::string first;
    int count = 0;
    for (std::size_t rank = 0; rank < fingerprints.size(); ++rank) {
      const std::string differs = differences(Json::parse(fingerprints[rank]), before);
      if (differs.empty()) continue;
      ++count;
      if (first.empty()) first = "rank " + std::to_string(rank) + " on " + hosts[rank] + " has " + differs;
    }
    if (count == 0) return;
    const std::string others = count > 1 ? " (and " + std::to_string(count - 1) + " more ranks)" : "";
    warning = "the survey began under other conditions: " + first + others +
              "; results may differ from those in the last bits";
  });
  return warning;
}

}  // namespace emsurvey

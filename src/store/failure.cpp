#include "store/failure.h"

#include <c10/util/Exception.h>

#include <algorithm>
#include <array>
#include <new>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "base/process.h"
#include "io/file.h"
#include "train/diverged.h"
#include "train/training_log.h"

namespace emsurvey {

using Kind = Failure::Kind;

// Not in the unnamed namespace, where the library would not find it.
NLOHMANN_JSON_SERIALIZE_ENUM(Failure::Kind, {{Kind::program, "program"},
                                             {Kind::diverged, "diverged"},
                                             {Kind::input, "input"},
                                             {Kind::disk, "disk"},
                                             {Kind::memory, "memory"}})

namespace {

constexpr std::size_t failure_limit_bytes = std::size_t{1} << 24;

/// LibTorch appends a backtrace to its messages.
std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

Failure on_this_host(Kind kind, const std::string& reason) {
  Failure failure;
  failure.kind = kind;
  failure.reason = first_line(reason);
  failure.host = host_name();
  return failure;
}

Failure out_of_memory(const std::string& detail) {
  return on_this_host(
      Kind::memory,
      "out of memory (" + first_line(detail) +
          "): use fewer ranks per node, more ranks per group, a smaller batch or a smaller crop");
}

Failure unreadable(const std::filesystem::path& path) {
  Failure failure;
  failure.reason = "its " + path.filename().string() + " cannot be read";
  return failure;
}

/// LibTorch throws the same type for everything, so errors of its CPU allocator and of the CUDA libraries are
/// recognised by their text.
bool is_out_of_memory(const c10::Error& error) {
  const std::string text = error.what_without_backtrace();
  constexpr std::array words{"can't allocate memory", "not enough memory", "out of memory", "ALLOC_FAILED"};
  return dynamic_cast<const c10::OutOfMemoryError*>(&error) != nullptr ||
         std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return text.find(word) != std::string::npos; });
}

}  // namespace

std::string to_string(Failure::Kind kind) {
  return nlohmann::json(kind).get<std::string>();
}

Failure current_failure() {
  try {
    throw;
  } catch (const Diverged& error) {
    return on_this_host(Kind::diverged, error.what());
  } catch (const FileError& error) {
    return on_this_host(Kind::disk, error.what());
  } catch (const InputError& error) {
    return on_this_host(Kind::input, error.what());
  } catch (const std::bad_alloc&) {
    return out_of_memory("no space for an object");
  } catch (const c10::Error& error) {
    const std::string text = error.what_without_backtrace();
    return is_out_of_memory(error) ? out_of_memory(text) : on_this_host(Kind::program, text);
  } catch (const std::exception& error) {
    return on_this_host(Kind::program, error.what());
  }
}

void write_failure(const SurveyFolder& folder, int run, Failure failure, const std::string& provenance) {
  failure.log = end_of_log(folder.log(run), 5);
  nlohmann::ordered_json json;
  json["kind"] = nlohmann::json(failure.kind);
  json["reason"] = failure.reason;
  json["host"] = failure.host;
  json["attempts"] = failure.attempts;
  json["log"] = failure.log;
  json["is_tried_again"] = failure.is_tried_again;
  json["provenance"] = nlohmann::ordered_json::parse(provenance);
  folder.make(folder.train(run));
  // A damaged log may contain any bytes.
  write_file(folder.failure(run), json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

std::optional<Failure> read_failure(const SurveyFolder& folder, int run) {
  const auto path = folder.failure(run);
  if (!file_exists(path)) return {};
  try {
    const auto json = nlohmann::json::parse(read_file(path, failure_limit_bytes));
    return Failure{json.at("kind").get<Kind>(),
                   json.at("reason").get<std::string>(),
                   json.at("host").get<std::string>(),
                   json.at("attempts").get<int>(),
                   json.at("log").get<std::vector<std::string>>(),
                   json.value("is_tried_again", false)};
  } catch (const nlohmann::json::exception&) {
    return unreadable(path);
  } catch (const InputError&) {
    if (!file_exists(path)) return {};  // The run was finished or tried again meanwhile.
    return unreadable(path);
  }
}

}  // namespace emsurvey

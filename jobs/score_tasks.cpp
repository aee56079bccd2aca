// The tasks of the command score: which files hold the truth and the prediction of each label.
#include <algorithm>
#include <array>
#include <filesystem>

#include "base/error.h"
#include "base/listing.h"
#include "base/unknown_name.h"
#include "base/utf8.h"
#include "score_labels.h"

namespace emsurvey {
namespace {

namespace fs = std::filesystem;

/// Whether the text ends with ":KIND".
bool has_kind(const std::string& text) {
  constexpr std::array<const char*, 4> words{"mask", "instances", "cells", "grey"};
  const std::string last = text.substr(text.rfind(':') + 1);
  return text.find(':') != std::string::npos &&
         std::any_of(words.begin(), words.end(), [&](const char* word) { return last == word; });
}

/// Returns the source with the kind `mask` where it names none. `:inverted` may follow a kind.
std::string with_kind(std::string source) {
  const std::string inverted = source.ends_with(":inverted") ? ":inverted" : "";
  source.resize(source.size() - inverted.size());
  return source + (has_kind(source) ? "" : ":mask") + inverted;
}

/// Refuses regions between a label for one that is not so, and the reverse: their masks are opposite.
void check_polarity(const std::string& subject, const Label& predicted, const Label& truth) {
  const bool is_between = truth.polarity == Polarity::between;
  require(predicted.kind != LabelKind::instances || truth.kind == LabelKind::instances || !is_between,
          subject, "has regions of a label, but the label's regions lie between it",
          "write :cells instead of :instances");
  require(predicted.kind != LabelKind::cells || truth.kind == LabelKind::cells || is_between, subject,
          "has regions between a label, but the label is the regions", "write :instances instead of :cells");
}

/// The source of predictions for the label `name`, or for all labels if it is empty.
struct PredictedSource {
  std::string name;
  std::string source;
};

PredictedSource predicted_source_from(const std::string& text, const std::vector<std::string>& names) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || !is_label_name(text.substr(0, equals))) return {"", text};
  const std::string name = composed(text.substr(0, equals));
  require_known("--predicted " + text, "label", name, names);
  return {name, text.substr(equals + 1)};
}

/// Whether the folder has a file whose name without its suffix ends with `ending`.
bool has_ending(const fs::path& folder, const std::string& ending) {
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (composed(entry->path().stem().string()).ends_with(ending)) return true;
  }
  return false;
}

/// Looks for the files that `run` and `predict` write, for the label with this index.
void find_own_images(LabelSource& source, const std::string& part, const std::vector<std::string>& names,
                     std::size_t index) {
  if (!fs::is_directory(source.folder)) return;
  const std::string ending = "-" + part;
  if (has_ending(source.folder, ending + "-" + names[index])) {
    source.folder /= "*" + ending + "-" + names[index];
  } else if (names.size() == 3 && source.label.kind == LabelKind::mask && has_ending(source.folder, ending)) {
    source.folder /= "*" + ending;
    source.channel = static_cast<int>(index);
  }
}

}  // namespace

std::vector<LabelTask> label_tasks(const std::vector<std::string>& labels,
                                   const std::vector<std::string>& predicted,
                                   const std::vector<std::string>& valid) {
  std::vector<LabelTask> tasks;
  std::vector<std::string> names;
  for (const std::string& text : labels) {
    tasks.push_back({label_source_from(text), {}, {}});
    const std::string& name = tasks.back().truth.label.name;
    require(std::find(names.begin(), names.end(), name) == names.end(), "--label " + name, "is given twice",
            "give each label once");
    names.push_back(name);
  }
  for (const std::string& text : predicted) {
    const PredictedSource source = predicted_source_from(text, names);
    for (LabelTask& task : tasks) {
      const std::string& name = task.truth.label.name;
      if (!source.name.empty() && source.name != name) continue;
      require(task.predicted.folder.empty(), "--predicted " + text, "is another source for the label " + name,
              "give one source for each label");
      task.predicted = label_source_from(name + "=" + with_kind(source.source), "--predicted");
      check_polarity("--predicted " + text, task.predicted.label, task.truth.label);
    }
  }
  for (const std::string& text : valid) {
    const ValidSource source = valid_source_from(text);
    if (!source.label.empty()) require_known("--valid " + source.label, "label", source.label, names);
    for (LabelTask& task : tasks)
      if (source.label.empty() || source.label == task.truth.label.name) task.valid.push_back(source);
  }
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    require(!tasks[i].predicted.folder.empty(), "--predicted", "is missing for the label " + names[i],
            "give --predicted " + names[i] + "=DIR:KIND");
    find_own_images(tasks[i].predicted, "outputs", names, i);
    find_own_images(tasks[i].truth, "targets", names, i);
  }
  return tasks;
}

}  // namespace emsurvey

// The paths of a survey's files.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "survey/shard.h"

namespace emsurvey {

/// The files of a survey: `train/` and `test/` as in the published study, and this program's own beside them.
/// Copies share the open folder.
class SurveyFolder {
 public:
  using Path = std::filesystem::path;
  explicit SurveyFolder(Path path) : path_(std::move(path)) {}

  /// Opens the folder and keeps it open. From then on it is not created again, and is_lost() returns whether
  /// it was moved, deleted, unmounted or replaced. Throws FileError.
  void hold();
  /// Whether a folder is held open and the path no longer leads to it.
  bool is_lost() const;
  /// Returns the message to users that the folder is lost and what to do.
  std::string loss_text() const;
  /// Throws FileError with loss_text() if the folder is lost.
  void require_there() const;
  /// Creates a folder of the tree; creates the survey's own folder only while it is not held open. Throws
  /// FileError.
  void make(const Path& path) const;

  /// Returns the checkpoint in the folder of a run, which may lie outside a survey.
  static Path checkpoint_in(const Path& run_folder) { return run_folder / "checkpoint.h5"; }
  /// Returns the survey to which `run_folder` belongs if it is a folder train/<run>.
  static SurveyFolder of_train(const Path& run_folder) {
    return SurveyFolder(run_folder.parent_path().parent_path());
  }

  const Path& path() const { return path_; }
  Path config() const { return path_ / "survey.cfg"; }
  Path registry() const { return path_ / "experiments.json"; }
  Path provenance() const { return path_ / "provenance.json"; }
  Path fingerprint() const { return path_ / "fingerprint.json"; }
  Path split_audit() const { return path_ / "split_audit.json"; }
  /// Returns the lock file of the MPI job that works on the survey or on a shard of it.
  Path owner(const Shard& shard = {}) const {
    // The name that earlier versions gave it, too, so that jobs of both see each other.
    const std::string part = "share-" + std::to_string(shard.index) + "-of-" + std::to_string(shard.count);
    return path_ / ((shard.count == 1 ? "survey" : part) + ".owner");
  }

  Path trainings() const { return path_ / "train"; }
  Path train(int run) const { return trainings() / std::to_string(run); }
  Path checkpoint(int run) const { return checkpoint_in(train(run)); }
  Path previous_checkpoint(int run) const { return train(run) / "checkpoint.previous.h5"; }
  Path log(int run) const { return train(run) / "log.csv"; }
  Path validations(int run) const { return train(run) / "validation.csv"; }
  Path events(int run) const { return train(run) / "events.out.tfevents.emsurvey"; }
  Path failure(int run) const { return train(run) / "failure.json"; }

  Path tests() const { return path_ / "test"; }
  Path figure(const std::string& extension) const { return tests() / ("figure." + extension); }
  Path training_table() const { return tests() / "training.csv"; }
  Path comparison() const { return tests() / "comparison.csv"; }
  Path report() const { return tests() / "report.html"; }
  Path copy_baselines() const { return tests() / "copy_baseline"; }
  /// Returns the scores in the folder of a copy baseline, which copy_baselines() holds.
  static Path baseline_scores(const Path& baseline) { return baseline / "scores.h5"; }
  Path test(int run) const { return tests() / std::to_string(run); }
  Path options(int run) const { return test(run) / "options.json"; }
  Path images(int run) const { return test(run) / "images"; }
  Path evaluation(int run) const { return test(run) / "evaluation"; }
  Path scores(int run) const { return test(run) / "scores.h5"; }
  Path index(int run) const { return test(run) / "index.html"; }

 private:
  class Held;

  Path path_;
  std::shared_ptr<const Held> held_;
};

}  // namespace emsurvey

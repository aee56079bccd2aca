// Who runs a survey: one job at a time.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <thread>

#include "run/checkpoint_files.h"

namespace emsurvey {

/// Holds a survey's folder for this process, by a file in it that names the owner and that the owner renews
/// every few seconds. No lock of the file system is used, since those of network file systems cannot be
/// relied on; nor are the clocks of two hosts compared. What one job does is safe to be done twice, so that
/// the small windows that are left (a host that was cut off and comes back) waste time and damage nothing.
class SurveyOwner {
 public:
  /// Takes the folder. An owner that lives is waited for as long as a killed job takes to end; throws
  /// InputError naming it when it lives on. The claim of a dead owner is taken over: of a process of this
  /// machine that is gone at once, of another machine when its file is not renewed for a while. `warn` is
  /// told of both. `lost`: called, from another thread, when another job took the folder over from this one.
  SurveyOwner(const std::filesystem::path& file, const Warn& warn, std::function<void()> lost);
  /// Gives the folder free.
  ~SurveyOwner();
  SurveyOwner(const SurveyOwner&) = delete;
  SurveyOwner& operator=(const SurveyOwner&) = delete;

 private:
  void renew(const std::stop_token& stop);

  std::filesystem::path file_;
  std::function<void()> lost_;
  std::jthread renewal_;
};

}  // namespace emsurvey

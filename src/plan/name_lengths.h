// Checks the lengths of a survey's file names before anything is trained.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "store/survey_folder.h"

namespace emsurvey {

/// Returns the length in bytes of the longest file name in `folder`, which need not exist yet.
std::size_t name_limit(const std::filesystem::path& folder);

/// Throws InputError, which names `subject`, if the name of `file` has more than `limit` bytes.
void require_short_name(const std::string& subject, const std::string& file, std::size_t limit);

/// Throws InputError if a file that is named after a section or a label (images, scores) would have a name of
/// more than `limit` bytes. The default is the limit of all common file systems.
void require_short_names(const std::vector<std::string>& sections, const std::vector<std::string>& labels,
                         std::size_t limit = 255);

/// Checks the names of the survey of a data set in `folder` in the same way, and the lengths of its paths.
void require_short_names(const Dataset& dataset, const SurveyFolder& folder);

}  // namespace emsurvey

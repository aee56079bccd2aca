// The lengths of the names that a survey gives its files, looked at before anything is trained.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "store/survey_folder.h"

namespace emsurvey {

std::vector<std::string> section_names(const Dataset& dataset);
std::vector<std::string> label_names(const std::vector<Label>& labels);

/// The bytes that a name may have in `folder`, which need not be there yet.
std::size_t name_limit(const std::filesystem::path& folder);

/// Throws InputError when a file that is named after a section and a label, as their images and scores, would
/// have a name of more than `limit` bytes. Without a limit: that of all usual file systems.
void require_short_names(const std::vector<std::string>& sections, const std::vector<std::string>& labels,
                         std::size_t limit = 255);

/// The same for the survey of a data set in `folder`, and for the length of its paths.
void require_short_names(const Dataset& dataset, const SurveyFolder& folder);

}  // namespace emsurvey

// Reads a config file, its grid and its execution keys.
#include <boost/program_options/variables_map.hpp>
#include <stdexcept>

#include "fuzz/harnesses.h"
#include "fuzz/scratch_folder.h"
#include "survey/execution.h"
#include "survey/grid.h"
#include "survey/options.h"
#include "survey/settings.h"

namespace {

using emsurvey::Settings;

/// Whether the grid is small; a grid of many runs would take too long.
bool is_small(const Settings& settings) {
  std::size_t runs = 1;
  for (const auto& [key, values] : settings) {
    runs *= values.size();
    if (runs > 200) return false;
  }
  return true;
}

}  // namespace

void emsurvey::fuzz::config(std::string_view bytes) {
  const ScratchFolder folder;
  boost::program_options::options_description options;
  for (const auto& group : survey_option_groups()) options.add(group);
  const std::string file = folder.put("survey.cfg", bytes).string();
  Settings settings = read_settings(parse_options({"--config", file}, options));
  if (parse_config_text(to_config_text(settings), "survey.cfg") != settings)
    throw std::logic_error("settings read back as other ones");
  settings.erase("split-file");  // It may name any file of this machine.
  DataFacts data{{}, 3, 4.6, "hash"};
  for (int i = 0; i < 8; ++i) data.images.push_back({std::to_string(i), std::to_string(i)});
  if (is_small(settings)) expand_grid(settings, data);
  execution_of(settings);
}

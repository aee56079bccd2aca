#include "statistics/score_table.h"

#include <algorithm>
#include <map>
#include <set>

#include "statistics/run_blocks.h"

namespace emsurvey {
namespace {

using Cells = std::vector<std::string>;

/// Returns the position of each run's setting in `settings`, which it fills.
std::vector<std::size_t> find_settings(const std::vector<ScoredRun>& runs, std::vector<Cells>& settings) {
  std::vector<std::size_t> positions;
  for (const ScoredRun& run : runs) {
    const auto found = std::find(settings.begin(), settings.end(), run.settings);
    positions.push_back(run.is_baseline ? 0 : static_cast<std::size_t>(found - settings.begin()));
    if (!run.is_baseline && found == settings.end()) settings.push_back(run.settings);
  }
  return positions;
}

/// Returns the scheme of the runs: if they differ, one in which splits are units.
std::string scheme_of(const std::vector<ScoredRun>& runs) {
  std::string scheme;
  for (const ScoredRun& run : runs)
    if (!run.is_baseline && !run.scheme.empty() && (scheme.empty() || scheme == "published"))
      scheme = run.scheme;
  return scheme;
}

bool has_one_test_set(const ScoreTable& table) {
  std::map<std::size_t, std::set<std::string>> images;
  for (const ImageScores& image : table.images)
    if (!table.runs[image.setting].is_baseline) images[image.setting].insert(image.image);
  return std::all_of(images.begin(), images.end(),
                     [&](const auto& of_run) { return of_run.second == images.begin()->second; });
}

std::vector<SectionCounts> section_counts(const std::vector<ScoredRun>& runs,
                                          const std::vector<std::size_t>& settings, std::size_t count) {
  std::vector<SectionCounts> sums(count);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (runs[i].is_baseline) continue;
    sums[settings[i]].train += runs[i].sections.train;
    sums[settings[i]].test += runs[i].sections.test;
  }
  return sums;
}

/// Whether the run has a result of a setting, which others can be compared with.
bool has_block(const ScoredRun& run) {
  return !run.is_baseline && run.outcome != RunOutcome::failed;
}

/// Numbers the runs with a result of a setting. Others keep their split and repeat.
RunBlocks blocks_of(const std::vector<ScoredRun>& runs, const std::vector<std::size_t>& settings) {
  std::vector<RunPlace> places;
  for (std::size_t i = 0; i < runs.size(); ++i)
    if (has_block(runs[i])) places.push_back({settings[i], runs[i].split, runs[i].repeat, runs[i].seed});
  RunBlocks numbered = number_blocks(places, scheme_of(runs));
  std::vector<Block> blocks;
  std::size_t next = 0;
  for (const ScoredRun& run : runs)
    blocks.push_back(has_block(run) ? numbered.blocks[next++]
                                    : Block{run.split.value_or(1), run.repeat.value_or(1)});
  numbered.blocks = std::move(blocks);
  return numbered;
}

}  // namespace

SurveyScores arrange_scores(ScoreTable table) {
  SurveyScores scores;
  const std::vector<std::size_t> settings = find_settings(table.runs, scores.settings);
  const RunBlocks numbered = blocks_of(table.runs, settings);
  scores.design = design_of({scheme_of(table.runs), numbered.splits, numbered.repeats, numbered.is_paired,
                             has_one_test_set(table),
                             section_counts(table.runs, settings, scores.settings.size()), numbered.folds});
  scores.missing.resize(scores.settings.size());
  for (std::size_t run = 0; run < table.runs.size(); ++run) {
    if (table.runs[run].is_baseline) continue;
    MissingTrainings& missing = scores.missing[settings[run]];
    if (table.runs[run].outcome == RunOutcome::diverged) missing.diverged.push_back(numbered.blocks[run]);
    missing.failed += table.runs[run].outcome == RunOutcome::failed;
  }
  for (ImageScores& image : table.images) {
    const std::size_t run = image.setting;
    image.setting = settings[run];
    image.block = numbered.blocks[run];
    (table.runs[run].is_baseline ? scores.baseline : scores.images).push_back(std::move(image));
  }
  for (const ScoredRun& run : table.runs)
    if (run.is_baseline) scores.baseline_settings = run.settings;
  scores.columns = std::move(table.columns);
  scores.labels = std::move(table.labels);
  scores.metrics = std::move(table.metrics);
  return scores;
}

}  // namespace emsurvey

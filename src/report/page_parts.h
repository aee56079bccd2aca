// What the report shows beside the scores in the tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "io/csv.h"
#include "report/comparison.h"
#include "report/examples.h"
#include "report/provenance.h"
#include "statistics/analysis.h"
#include "tables/failed_runs.h"

namespace emsurvey {

/// Columns of a table of a training by step: log.csv or validation.csv.
struct TrainingCurve {
  int run = 0;
  CsvTable table;
};

struct PageParts {
  SurveyAnalysis analysis;
  std::string svg;                         ///< Figure; empty if there is none.
  std::optional<Comparison> comparison;    ///< Comparison with published scores.
  std::vector<std::string> problems;       ///< Problems found while the survey was read.
  std::vector<FailedRun> failed;           ///< Runs without scores.
  std::vector<std::string> split_audit;    ///< What the audit of the splits found, one line each.
  std::vector<TrainingCurve> logs;         ///< train/<run>/log.csv
  std::vector<TrainingCurve> validations;  ///< train/<run>/validation.csv
  std::optional<CsvTable> thresholds;      ///< test/threshold_curves.csv
  std::optional<CsvTable> trainings;       ///< test/training.csv
  Examples examples;
  std::optional<Provenance> provenance;
};

}  // namespace emsurvey

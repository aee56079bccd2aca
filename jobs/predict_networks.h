// The trained networks that the command predict names.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "command.h"
#include "train/checkpoint.h"

namespace emsurvey {

struct PredictionNetworks {
  std::vector<TrainedNetwork> networks;
  std::vector<std::string> hashes;  ///< SHA-256 of each checkpoint.
  std::vector<double> thresholds;  ///< For each label: the mean of those that the trainings were tested with.
};

/// Returns the folders that --run or --ensemble names. Throws InputError if there are both, or neither.
std::vector<std::filesystem::path> run_folders(const Arguments& arguments);

/// Reads the networks of several runs. Throws InputError if a checkpoint is missing or damaged, is that of another run
/// than its folder, or has other labels, grey values or another scale than the first.
PredictionNetworks read_networks(const std::vector<std::filesystem::path>& folders);

}  // namespace emsurvey

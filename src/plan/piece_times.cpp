#include "plan/piece_times.h"

#include <ATen/Parallel.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <span>

#include "base/resident_memory.h"
#include "io/png.h"
#include "network/activations.h"
#include "plan/child_processes.h"
#include "run/test_run.h"
#include "score/threshold.h"
#include "train/batch.h"
#include "train/device.h"
#include "train/serial_reducer.h"
#include "train/training.h"

namespace emsurvey {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int largest_edge_px = 1280;  ///< Largest edge of the section that is labelled as a whole.

template <class Action>
double seconds_of(const Action& action) {
  const auto begin = Clock::now();
  action();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

template <class T>
Plane<T> corner_of(const Plane<T>& plane, int edge_px) {
  Plane<T> corner(std::min(plane.height, edge_px), std::min(plane.width, edge_px));
  for (int y = 0; y < corner.height; ++y) {
    for (int x = 0; x < corner.width; ++x) corner.at(y, x) = plane.at(y, x);
  }
  return corner;
}

template <class T>
std::vector<Plane<T>> corners_of(const std::vector<Plane<T>>& planes, int edge_px) {
  std::vector<Plane<T>> corners;
  for (const auto& plane : planes) corners.push_back(plane.empty() ? plane : corner_of(plane, edge_px));
  return corners;
}

Section corner_of(const Section& section, int edge_px) {
  Section corner;
  corner.name = section.name;
  corner.raw = corner_of(section.raw, edge_px);
  corner.labels = corners_of(section.labels, edge_px);
  corner.valid = corners_of(section.valid, edge_px);
  corner.instances = corners_of(section.instances, edge_px);
  return corner;
}

double pixels_of(const Section& section) {
  return static_cast<double>(section.raw.values.size());
}

const Section& largest_section(const Dataset& dataset) {
  return *std::max_element(dataset.sections.begin(), dataset.sections.end(),
                           [](const Section& a, const Section& b) { return pixels_of(a) < pixels_of(b); });
}

/// Takes the first steps, which choose algorithms and allocate memory or, on a GPU, are captured.
void warm_up(Training& training) {
  constexpr int most_steps = 5;
  constexpr double enough_s = 1;
  double total_s = 0;
  for (int i = 0; i < most_steps && (i < 1 || total_s < enough_s); ++i) {
    total_s += seconds_of([&] {
      training.step();
      training.losses();  // Waits for the step.
    });
  }
}

double step_seconds(Training& training, double enough_s) {
  std::vector<double> steps;
  for (double total_s = 0; steps.empty() || total_s < enough_s; total_s += steps.back()) {
    steps.push_back(seconds_of([&] {
      training.step();
      training.losses();
    }));
  }
  return median(steps);
}

/// Labels a section, which must be of `dataset`.
double label_seconds(Training& training, const Section& section, const Dataset& dataset,
                     const at::Device& device) {
  const auto label = [&] {
    return seconds_of([&] {
      const NoAutotuneScope no_autotune(device);
      to_images(label_section(training.generator(), section_tensor(dataset, section.raw)));
    });
  };
  // The first section of a size takes longer, and a run has several: measure a second one unless that takes
  // too long.
  constexpr double long_s = 2;
  const double first_s = label();
  return first_s < long_s ? label() : first_s;
}

/// Scores a section and encodes its images as test_run does, with its true labels in place of a network's
/// output.
void time_scoring(const Section& section, const Dataset& dataset, PieceTimes& pieces) {
  const auto score = [&] { score_section(section.labels, section, dataset.labels); };
  const auto curves = [&](const std::vector<double>& thresholds) {
    section_curves(section.labels, section, dataset.labels, thresholds);
  };
  const auto encode = [](const LabelImages& images) {
    if (images.size() == 3) return void(encode_png(images));
    for (const auto& image : images) encode_png(std::span(&image, 1));
  };
  const double pixels = pixels_of(section);
  const double score_s = seconds_of(score);
  pieces.score_s_per_pixel = score_s / pixels;
  pieces.choose_s_per_pixel = seconds_of([&] { curves(all_thresholds()); }) / pixels;
  const double rest_s = seconds_of([&] {
    curves(curve_thresholds());
    encode(to_images(section_tensor(dataset, section.raw).unsqueeze(0)));
    encode(section.labels);
    encode(section.labels);
  });
  pieces.test_s_per_pixel = (score_s + rest_s) / pixels;
}

std::uint64_t resident_bytes() {
  const ResidentMemory memory = resident_memory();
  return memory.own_bytes + memory.file_bytes;
}

}  // namespace

PieceTimes measure_pieces(const MeasuredRun& run, const at::Device& device, double enough_s,
                          const std::function<void()>& meet) {
  const auto bytes_before = resident_bytes();
  PieceTimes pieces;
  const Split split = run.experiment.split_for(run.dataset);
  Experiment part = run.experiment;
  part.batch /= run.ranks_per_training;
  SerialReducer reducer;
  std::shared_ptr<Training> training;
  const auto make = [&] {
    training = std::make_shared<Training>(part, split, run.dataset, reducer, Placement{device});
  };
  pieces.make_s = seconds_of(make);
  warm_up(*training);
  meet();
  pieces.step_s = step_seconds(*training, enough_s);
  pieces.save_s = seconds_of([&] { training->checkpoint(/*with_optimiser=*/true, "{}"); });

  const Section& largest = largest_section(run.dataset);
  const Section section = corner_of(largest, largest_edge_px);
  meet();
  pieces.label_s_per_pixel = label_seconds(*training, section, run.dataset, device) / pixels_of(section);
  time_scoring(section, run.dataset, pieces);

  const ResidentMemory memory = resident_memory();
  const double rest = device.is_cpu() ? pixels_of(largest) - pixels_of(section) : 0;
  pieces.memory_bytes = static_cast<double>(std::max(memory.most_bytes, bytes_before) - bytes_before) +
                        rest * passing_values_per_pixel(run.experiment.network) * sizeof(float);
  return pieces;
}

PieceTimes measure_pieces_at_once(const MeasuredRun& run, const MeasuringProcesses& processes,
                                  double enough_s) {
  const auto measured = in_child_processes(processes.count, [&](const Meet& meet) {
    at::set_num_threads(processes.threads);
    const PieceTimes pieces = measure_pieces(run, at::kCPU, enough_s, meet);
    return std::string(reinterpret_cast<const char*>(&pieces), sizeof pieces);
  });
  std::vector<PieceTimes> all(measured.size());
  for (std::size_t i = 0; i < all.size(); ++i) std::memcpy(&all[i], measured[i].data(), sizeof all[i]);
  const auto middle = [&](double PieceTimes::*piece) {
    std::vector<double> values;
    for (const PieceTimes& one : all) values.push_back(one.*piece);
    return median(values);
  };
  PieceTimes pieces = all.front();
  for (const auto duration : durations_of_pieces) pieces.*duration = middle(duration);
  for (const PieceTimes& one : all) pieces.memory_bytes = std::max(pieces.memory_bytes, one.memory_bytes);
  return pieces;
}

}  // namespace emsurvey

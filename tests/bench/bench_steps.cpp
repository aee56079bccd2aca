// Measures how long training steps take: eager, replayed as CUDA graphs, in several concurrent trainings, and
// in one training on several ranks.
//   [mpirun -n 2] bench_steps [--device cuda] [--network resnet:9] [--model pix2pix] ...; see --help
// On a CPU, steps are always eager. pytorch_steps.py measures the same steps in PyTorch; compare_steps.py
// runs both in turn.
#include <ATen/Context.h>
#include <ATen/Parallel.h>

#include <atomic>
#include <barrier>
#include <boost/program_options.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/freed_memory.h"
#include "base/unknown_name.h"
#include "bench/gpu_memory.h"
#include "data/synthetic.h"
#include "mpi/session.h"
#include "network/generator.h"
#include "train/device.h"
#include "train/make_reducer.h"
#include "train/precision.h"
#include "train/training.h"

namespace emsurvey {
namespace {

namespace po = boost::program_options;
using Clock = std::chrono::steady_clock;

constexpr double longest_sum_s = 120;  // Another rank may still be choosing its algorithms.

struct Choice {
  Experiment experiment;
  at::Device device = at::kCPU;
  int steps = 200;
  int warm_up_steps = 101;
  std::vector<int> side_by_side;
  int section_px = 0;  ///< Height and width of the sections to label; 0: train.
};

struct Times {
  bool are_captured;  ///< Replayed as CUDA graphs.
  double start_s;     ///< Until the warm-up steps are done: algorithms chosen, graphs captured.
  double steps_s;
};

void print_row(const Choice& choice, const Communicator& ranks, int trainings, const Times& times) {
  if (ranks.rank() != 0) return;
  const double steps = choice.steps, images = steps * trainings * choice.experiment.batch;
  std::printf("%-8s %9d %5d %12.3f %12.1f %14.2f %10.2f\n", times.are_captured ? "graph" : "eager", trainings,
              ranks.size(), 1e3 * times.steps_s / steps, images / times.steps_s,
              static_cast<double>(peak_memory_bytes(choice.device)) / 1e9, times.start_s);
  std::fflush(stdout);
}

/// Measures choice.steps steps in each of `trainings` concurrent trainings, one thread each; with several
/// ranks, only one.
Times measure(const Choice& choice, GradientReducer& reducer, const Dataset& dataset, int trainings,
              const Placement& place) {
  const Split split = choice.experiment.split_for(dataset);
  std::vector<Clock::time_point> times{Clock::now()};
  times.reserve(3);
  std::atomic<bool> are_captured = true;
  std::exception_ptr problem;
  std::mutex mutex;  ///< Guards the problem.
  std::barrier together(trainings, [&]() noexcept { times.push_back(Clock::now()); });
  begin_peak_memory(choice.device);
  std::vector<std::thread> threads;
  for (int i = 0; i < trainings; ++i) {
    threads.emplace_back([&, i] {
      try {
        Experiment experiment = choice.experiment;
        experiment.repeat = i + 1;
        Training training(experiment, split, dataset, reducer, place);
        for (const int steps : {choice.warm_up_steps, choice.steps}) {
          for (int step = 0; step < steps; ++step) training.step();
          training.has_diverged();  // Waits for the steps.
          reducer.ranks().max(0);   // Waits for the other ranks.
          together.arrive_and_wait();
        }
        if (!training.is_captured()) are_captured = false;
      } catch (...) {
        together.arrive_and_drop();
        const std::lock_guard lock(mutex);
        problem = std::current_exception();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  if (problem) std::rethrow_exception(problem);
  const auto seconds = [&](std::size_t i) {
    return std::chrono::duration<double>(times[i + 1] - times[i]).count();
  };
  return {are_captured, seconds(0), seconds(1)};
}

/// Measures choice.steps sections that are labelled one after the other.
Times measure_sections(const Choice& choice) {
  const auto generator = make_generator(choice.experiment.network);
  generator->to(choice.device);
  for (at::Tensor parameter : generator->parameters()) parameter.detach().normal_(0, 0.02);
  const at::Tensor section = at::rand({choice.section_px, choice.section_px}).mul(2).sub(1).to(choice.device);
  const auto label = [&](int count) {
    const auto begin = Clock::now();
    for (int i = 0; i < count; ++i) label_section(*generator, section).cpu();
    return std::chrono::duration<double>(Clock::now() - begin).count();
  };
  begin_peak_memory(choice.device);
  const double warm_up_s = label(choice.warm_up_steps);
  return {false, warm_up_s, label(choice.steps)};
}

void run(const Choice& choice, GradientReducer& reducer) {
  const Communicator& ranks = reducer.ranks();
  const Dataset dataset =
      synthetic_dataset({.sections = 4, .size = 2 * choice.experiment.crop_px, .seed = 1});
  const auto sections = std::make_shared<const ResidentSections>(dataset, choice.device);
  if (ranks.rank() == 0) {
    std::printf("%s:%d, %d filters, %s, %s, crop %d, batch %d, %s on %s (%s)%s\n",
                choice.experiment.network.name.c_str(), choice.experiment.network.depth,
                choice.experiment.network.filters, to_string(choice.experiment.model).c_str(),
                choice.experiment.loss.c_str(), choice.experiment.crop_px, choice.experiment.batch,
                to_string(choice.experiment.precision).c_str(), choice.device.str().c_str(),
                device_name(choice.device).c_str(),
                ranks.size() > 1 ? (std::string(", ranks joined by ") + reducer.name()).c_str() : "");
    std::printf("%-8s %9s %5s %12s %12s %14s %10s\n", "steps", "trainings", "ranks", "ms a step", "images/s",
                "peak memory GB", "start s");
  }
  if (choice.section_px > 0) return print_row(choice, ranks, 1, measure_sections(choice));
  print_row(choice, ranks, 1,
            measure(choice, reducer, dataset, 1, {choice.device, sections, Stepping::eager}));
  if (choice.device.is_cpu()) return;
  for (const int trainings : ranks.size() > 1 ? std::vector<int>{1} : choice.side_by_side)
    print_row(choice, ranks, trainings,
              measure(choice, reducer, dataset, trainings, {choice.device, sections, Stepping::captured}));
}

Choice choice_of(const po::variables_map& values, const Communicator& world) {
  Choice choice;
  Experiment& e = choice.experiment;
  const auto network = values["network"].as<std::string>();
  const std::string name = network.substr(0, network.find(':'));
  const NetworkKind& kind = network_kind(name);
  const int filters = values["filters"].as<int>();
  e.network = {name, name == network ? kind.default_depth : std::stoi(network.substr(name.size() + 1)),
               filters > 0 ? filters : kind.default_filters, 3};
  e.model = enum_from<ModelKind>("--model", values["model"].as<std::string>());
  e.loss = values["loss"].as<std::string>();
  e.precision = enum_from<Precision>("--precision", values["precision"].as<std::string>());
  e.crop_px = values["crop"].as<int>();
  e.batch = values["batch"].as<int>() * world.size();
  e.split_rule = {.scheme = SplitScheme::shuffled, .splits = 1};
  e.steps = 1'000'000;
  e.learning_rate = 0.0002;
  e.beta1 = 0.5;
  choice.steps = values["steps"].as<int>();
  choice.warm_up_steps = values["warm-up"].as<int>();
  choice.side_by_side = values["side-by-side"].as<std::vector<int>>();
  choice.section_px = values["section"].as<int>();
  choice.device = choose_device(enum_from<DeviceChoice>("--device", values["device"].as<std::string>()),
                                world.split_by_node().rank());
  return choice;
}

int bench(int argc, char** argv) {
  const Communicator world = Communicator::world();
  po::options_description options("bench_steps: how long training steps take\n\nOptions");
  const auto text = [](const char* value) { return po::value<std::string>()->default_value(value); };
  const auto number = [](int value) { return po::value<int>()->default_value(value); };
  options.add_options()("help", "print this")("device", text("auto"), "auto, cpu or cuda")(
      "network", text("resnet:9"), "NAME or NAME:DEPTH")("filters", number(0), "0: as published")(
      "model", text("classic"), "classic or pix2pix")("loss", text("square"), "classic loss")(
      "precision", text("tf32"), "float32, tf32 or bf16")(
      "autotune", text("on"), "on: cuDNN times its algorithms, as surveys let it; off: it guesses")(
      "deterministic", text("off"), "on: the same bits each time")("crop", number(256), "pixels")(
      "batch", number(1), "images a step and rank")("steps", number(200), "that are measured")(
      "warm-up", number(101), "steps before them; the weights are hashed after 10, 100, ...")(
      "threads", number(1), "of a CPU")(
      "section", number(0), "label sections of so many pixels in height and width instead of training")(
      "side-by-side",
      po::value<std::vector<int>>()->multitoken()->default_value({1, 2, 3, 4, 6}, "1 2 3 4 6"),
      "numbers of trainings");
  po::variables_map values;
  po::store(po::parse_command_line(argc, argv, options), values);
  if (values.count("help") > 0) {
    if (world.is_root()) std::cout << options;
    return 0;
  }
  keep_freed_memory();
  at::set_num_threads(values["threads"].as<int>());
  const Choice choice = choice_of(values, world);
  const auto deterministic = values["deterministic"].as<std::string>();
  require_known("--deterministic", "choice", deterministic, {"on", "off"});
  const bool is_deterministic = deterministic == "on";
  if (choice.device.is_cuda()) use_gpu_arithmetic(choice.experiment.precision, is_deterministic);
  const auto autotune = values["autotune"].as<std::string>();
  require_known("--autotune", "choice", autotune, {"on", "off"});
  at::globalContext().setBenchmarkCuDNN(autotune == "on" && !is_deterministic);
  const auto reducer = make_reducer(world, choice.device, longest_sum_s);
  run(choice, *reducer);
  return 0;
}

}  // namespace
}  // namespace emsurvey

int main(int argc, char** argv) {
  const emsurvey::MpiSession mpi;
  try {
    return emsurvey::bench(argc, argv);
  } catch (const std::exception& error) {
    mpi.abort(2, error.what());
  }
}

// Runs all files of a folder through a harness: `replay HARNESS FOLDER`. In this way, inputs that once broke
// a reader, and those by which a fuzzer reaches its branches, remain tests of every build.
#include <algorithm>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "fuzz/harnesses.h"
#include "io/file.h"

namespace {

namespace fs = std::filesystem;
namespace fuzz = emsurvey::fuzz;

const std::map<std::string, void (*)(std::string_view)> harnesses = {
    {"analysis", fuzz::analysis}, {"checkpoint", fuzz::checkpoint},
    {"config", fuzz::config},     {"csv", fuzz::csv},
    {"dataset", fuzz::dataset},   {"evaluation", fuzz::evaluation},
    {"failure", fuzz::failure},   {"hdf5", fuzz::hdf5},
    {"lock", fuzz::lock},         {"log", fuzz::log},
    {"png", fuzz::png},           {"published", fuzz::published},
    {"registry", fuzz::registry}, {"scores", fuzz::scores},
    {"tiff", fuzz::tiff},         {"validation", fuzz::validation}};

bool survives(const std::string& harness, const fs::path& input) {
  try {
    fuzz::expect_input_errors_alone(harnesses.at(harness), emsurvey::read_file(input));
    return true;
  } catch (const std::exception& error) {
    std::cerr << input.string() << ": " << error.what() << "\n";
    return false;
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3 || !harnesses.contains(arguments[1])) {
    std::cerr << "usage: replay HARNESS FOLDER\n";
    return 2;
  }
  std::vector<fs::path> inputs;
  for (const auto& entry : fs::directory_iterator(arguments[2])) inputs.push_back(entry.path());
  std::sort(inputs.begin(), inputs.end());
  const auto failed = std::count_if(inputs.begin(), inputs.end(),
                                    [&](const fs::path& input) { return !survives(arguments[1], input); });
  std::cout << inputs.size() << " inputs, " << failed << " failed\n";
  return failed == 0 && !inputs.empty() ? 0 : 1;
}

// The commands of emsurvey. Each takes the words that follow its name, returns the exit status, and throws
// InputError for invalid input.
#pragma once

#include <string>
#include <vector>

namespace emsurvey {

int prepare_command(const std::vector<std::string>& arguments);
int plan_command(const std::vector<std::string>& arguments);
int run_command(const std::vector<std::string>& arguments);
int status_command(const std::vector<std::string>& arguments);
int reduce_command(const std::vector<std::string>& arguments);
int verify_command(const std::vector<std::string>& arguments);
int report_command(const std::vector<std::string>& arguments);
int score_command(const std::vector<std::string>& arguments);
int predict_command(const std::vector<std::string>& arguments);

struct Command {
  const char* name;
  const char* summary;
  int (*run)(const std::vector<std::string>& arguments);
};

inline const std::vector<Command>& commands() {
  static const std::vector<Command> all = {
      {"prepare", "images and labels into a data set, or a synthetic one", prepare_command},
      {"plan", "the experiments of a config, without starting any", plan_command},
      {"run", "runs or continues a survey (under mpirun or srun, or alone)", run_command},
      {"status", "the experiments of a survey: done, begun, failed, waiting", status_command},
      {"reduce", "makes the tables of a survey again, with figure and report", reduce_command},
      {"report", "makes figure and report again; compares with published scores", report_command},
      {"verify", "does parts of a survey again and compares, bit by bit", verify_command},
      {"score", "scores predicted against true label images", score_command},
      {"predict", "applies a trained network to new images", predict_command},
  };
  return all;
}

}  // namespace emsurvey

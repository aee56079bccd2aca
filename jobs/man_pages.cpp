#include "man_pages.h"

#include <utility>

#include "option_value.h"
#include "roff.h"
#include "survey/keys.h"

namespace emsurvey {
namespace {

constexpr const char* examples = R"(emsurvey prepare --synthetic 10 --size 256 --output dataset.h5
emsurvey plan --data dataset.h5 --model classic --steps 400 --output survey
mpirun -n 2 emsurvey run --data dataset.h5 --model classic --steps 400 --output survey
emsurvey status survey --watch
)";

const std::vector<std::pair<std::string, std::string>>& exit_statuses() {
  static const std::vector<std::pair<std::string, std::string>> statuses{
      {"0", "Success; for run: all runs are done and in the tables."},
      {"1", "The program itself failed, or its output could not be written."},
      {"2", "The input cannot be used; one line on standard error says why and what to do."},
      {"3", "Some runs failed, are not in the tables or differ."},
      {"4", "Interrupted; the same command continues."},
  };
  return statuses;
}

/// Places below the prefix of the installation.
const std::vector<std::pair<std::string, std::string>>& installed_files() {
  static const std::vector<std::pair<std::string, std::string>> files{
      {"share/emsurvey/configs", "Config files of surveys, and published scores to compare with."},
      {"share/emsurvey/jobs", "Scripts: a quick start, and the published data set."},
      {"share/emsurvey/slurm", "Scripts that submit a survey to Slurm."},
      {"share/doc/emsurvey",
       "The manuals. jobs/README.md explains all commands, jobs/TABLES.md all tables, configs/README.md all keys."},
  };
  return files;
}

void add_options(ManPage& page, const OptionGroup& group) {
  for (const auto& option : group.options()) {
    const OptionValue value = value_of(*option);
    page.entry("--" + option->long_name(), value.name,
               option->description() +
                   (value.default_value.empty() ? "" : " (default: " + value.default_value + ")"));
  }
}

void add_see_also(ManPage& page, const std::vector<Command>& commands) {
  page.heading("See also");
  std::string names = "emsurvey(1)";
  for (const Command& command : commands) names += ", emsurvey-" + command.name + "(1)";
  page.paragraphs(names + ", emsurvey-keys(5)\n");
}

std::string program_page(const std::vector<Command>& commands) {
  ManPage page("emsurvey", 1, "surveys of EM segmentation trainings");
  page.heading("Synopsis");
  page.lines("emsurvey COMMAND [OPTIONS]\nemsurvey COMMAND --help\nemsurvey --version");
  page.heading("Description");
  page.paragraphs(
      "Trains a network on sections of electron microscopy for each combination of loss, network, split and\n"
      "other settings, tests it on sections that it has not seen, and gathers the scores into tables and a\n"
      "report. A survey is one MPI job that can be interrupted at any time: the same command continues it.\n");
  page.heading("Commands");
  for (const Command& command : commands)
    page.entry(command.name, "", command.summary + "; see emsurvey-" + command.name + "(1)");
  page.heading("Exit status");
  for (const auto& [status, meaning] : exit_statuses()) page.entry(status, "", meaning);
  page.heading("Files");
  page.paragraphs("All are below the folder into which the program is installed.\n");
  for (const auto& [path, content] : installed_files()) page.entry(path, "", content);
  page.heading("Examples");
  page.lines(examples);
  add_see_also(page, commands);
  return page.source();
}

std::string command_page(const Command& command, const std::vector<Command>& commands) {
  ManPage page("emsurvey-" + command.name, 1, command.summary);
  page.heading("Synopsis");
  page.lines(command.usage);
  page.heading("Description");
  page.paragraphs(command.details.empty() ? "The command " + command.summary + ".\n" : command.details);
  page.heading("Options");
  const std::vector<OptionGroup> groups = listed_groups(command);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i > 0) page.subheading(title_of(groups[i]));
    add_options(page, groups[i]);
  }
  add_see_also(page, commands);
  return page.source();
}

std::string kind_of(const Key& key) {
  const std::string use = key.use() == KeyUse::result ? "result key, " : "execution key, ";
  switch (key.values) {
    case KeyValues::one:
      return use + "one value";
    case KeyValues::path:
      return use + "path";
    case KeyValues::list:
      return use + "list";
    case KeyValues::axis:
      break;
  }
  return use + "axis";
}

std::string keys_page(const std::vector<Command>& commands) {
  ManPage page("emsurvey-keys", 5, "keys of a survey in its config file and on the command line");
  page.heading("Synopsis");
  page.lines("key = value ...    (in a file that --config names)\n--key value ...");
  page.heading("Description");
  page.paragraphs(
      "A config file has lines key = value; a comment begins with #. Several values are separated by blanks,\n"
      "and 1..4 stands for 1 2 3 4. A value in double quotes may hold any character. Every key is an option of\n"
      "emsurvey run and emsurvey plan, too, which takes precedence over the file.\n\n"
      "The survey has an experiment for each combination of the values of all axes. A result key decides the\n"
      "numbers in the tables, and a survey that has begun refuses another value; an execution key decides only\n"
      "how they are computed.\n");
  for (const KeyGroup group : key_groups()) {
    page.heading(title_of(group));
    for (const Key& key : survey_keys())
      if (key.group == group)
        page.entry(key.name, "(" + kind_of(key) + ")",
                   key.help + (key.default_value.empty() ? "" : " (default: " + key.default_value + ")"));
  }
  add_see_also(page, commands);
  return page.source();
}

}  // namespace

std::map<std::string, std::string> man_pages(const std::vector<Command>& commands) {
  std::map<std::string, std::string> pages{{"man1/emsurvey.1", program_page(commands)},
                                           {"man5/emsurvey-keys.5", keys_page(commands)}};
  for (const Command& command : commands)
    pages["man1/emsurvey-" + command.name + ".1"] = command_page(command, commands);
  return pages;
}

}  // namespace emsurvey

// Man pages in the macros of man(7), which groff and mandoc read.
#pragma once

#include <string>

namespace emsurvey {

/// Returns `text`, one line or several, with escapes for all characters that have a meaning in roff.
std::string roff_text(const std::string& text);

/// Builds the source of a man page.
class ManPage {
 public:
  /// `name` is the name of the page, as in "emsurvey-run"; `summary` is its line in apropos(1).
  ManPage(const std::string& name, int section, const std::string& summary);

  void heading(const std::string& title);
  void subheading(const std::string& title);
  /// Adds lines that are neither filled nor justified, such as commands.
  void lines(const std::string& text);
  /// Adds a text as --help prints it: paragraphs are filled, indented lines are kept.
  void paragraphs(const std::string& text);
  /// Adds an entry of a list. `argument`, printed in italics behind the term, may be empty.
  void entry(const std::string& term, const std::string& argument, const std::string& text);

  const std::string& source() const { return source_; }

 private:
  std::string source_;
};

}  // namespace emsurvey

#include "roff.h"

#include <boost/algorithm/string/case_conv.hpp>
#include <sstream>

#include "base/version.h"

namespace emsurvey {

std::string roff_text(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    const bool begins_line = escaped.empty() || escaped.back() == '\n';
    switch (c) {
      case '\\':
        escaped += "\\e";
        break;
      case '-':
        escaped += "\\-";
        break;
      case '`':
        escaped += "\\(ga";
        break;
      case '\'':
        escaped += "\\(aq";
        break;
      case '"':
        escaped += "\\(dq";
        break;
      case '^':
        escaped += "\\(ha";
        break;
      case '~':
        escaped += "\\(ti";
        break;
      case '.':
        escaped += begins_line ? "\\&." : ".";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

ManPage::ManPage(const std::string& name, int section, const std::string& summary)
    // Left-aligned and without hyphenation, because many words are names.
    : source_(".TH \"" + roff_text(boost::to_upper_copy(name)) + "\" " + std::to_string(section) + " \"" +
              source_date + "\" \"emsurvey " + version + "\" \"emsurvey\"\n.ad l\n.nh\n") {
  heading("NAME");
  source_ += roff_text(name) + " \\- " + roff_text(summary) + "\n";
}

void ManPage::heading(const std::string& title) {
  source_ += ".SH \"" + roff_text(boost::to_upper_copy(title)) + "\"\n";
}

void ManPage::subheading(const std::string& title) {
  source_ += ".SS \"" + roff_text(title) + "\"\n";
}

void ManPage::lines(const std::string& text) {
  source_ += ".nf\n" + roff_text(text) + (text.ends_with('\n') ? "" : "\n") + ".fi\n";
}

void ManPage::paragraphs(const std::string& text) {
  std::istringstream stream(text);
  bool is_kept = false, begins_paragraph = false;
  for (std::string line; std::getline(stream, line);) {
    if (line.empty()) {
      begins_paragraph = true;
      continue;
    }
    const bool is_indented = line.starts_with(' ');
    if (is_kept && !is_indented) source_ += ".fi\n";
    if (begins_paragraph) source_ += ".PP\n";
    if (!is_kept && is_indented) source_ += ".nf\n";
    is_kept = is_indented;
    begins_paragraph = false;
    source_ += roff_text(line) + "\n";
  }
  if (is_kept) source_ += ".fi\n";
}

void ManPage::entry(const std::string& term, const std::string& argument, const std::string& text) {
  source_ += ".TP\n\\fB" + roff_text(term) + "\\fR";
  if (!argument.empty()) source_ += " \\fI" + roff_text(argument) + "\\fR";
  source_ += "\n" + roff_text(text) + "\n";
}

}  // namespace emsurvey

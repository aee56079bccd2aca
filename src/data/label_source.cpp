#include "data/label_source.h"

#include "base/error.h"
#include "base/unknown_name.h"
#include "base/utf8.h"

namespace emsurvey {
namespace {

constexpr const char* inverted = "inverted";

bool is_polarity(const std::string& text) {
  return text == to_string(Polarity::label) || text == to_string(Polarity::between);
}

Polarity usual_polarity(const std::string& name, LabelKind kind) {
  const bool is_membrane = name == "membrane" || name == "membranes";
  if (kind == LabelKind::cells) return Polarity::between;
  return is_membrane && kind != LabelKind::instances ? Polarity::between : Polarity::label;
}

/// Removes the last colon and the text after it from `text`; returns this text, or nothing without a colon.
std::string take_last_word(std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return {};
  std::string word = text.substr(colon + 1);
  text.resize(colon);
  return word;
}

}  // namespace

LabelSource label_source_from(const std::string& text, const std::string& option) {
  const std::string subject = option + " " + text;
  const std::string remedy = "write " + option + " NAME=DIR:KIND, with KIND mask, instances, cells or grey";
  const std::size_t equals = text.find('=');
  require(equals != std::string::npos, subject, "does not name a folder", remedy);
  LabelSource source;
  source.label.name = composed(text.substr(0, equals));
  require(is_label_name(source.label.name), subject, "'" + source.label.name + "' cannot name a label",
          remedy);
  std::string folder = text.substr(equals + 1);
  std::string word = take_last_word(folder);
  std::string polarity;
  for (; is_polarity(word) || word == inverted; word = take_last_word(folder)) {
    const bool is_new = word == inverted ? !source.is_inverted : polarity.empty();
    require(is_new, subject, "has " + word + " after a word with the same purpose", "give it once");
    if (word == inverted)
      source.is_inverted = true;
    else
      polarity = word;
  }
  require(!word.empty(), subject, "does not name a kind of label", remedy);
  require_known(subject, "kind of label", word, {"mask", "instances", "cells", "grey"});
  require(!folder.empty(), subject, "does not name a folder", remedy);
  source.folder = folder;
  source.label.kind = label_kind_from(word);
  source.label.polarity =
      polarity.empty() ? usual_polarity(source.label.name, source.label.kind) : polarity_from(polarity);
  require(!source.is_inverted || source.label.kind == LabelKind::mask || source.label.kind == LabelKind::grey,
          subject, "numbered regions cannot be inverted", "leave out :inverted, or read them as a mask");
  return source;
}

std::vector<LabelSource> rgb_label_sources(const std::filesystem::path& folder) {
  std::vector<LabelSource> sources;
  for (const char* name : {"synapses", "mitochondria", "membranes"}) {
    const int channel = static_cast<int>(sources.size());
    sources.push_back({{name, LabelKind::mask, usual_polarity(name, LabelKind::mask)}, folder, channel});
  }
  return sources;
}

ValidSource valid_source_from(const std::string& text) {
  const std::size_t equals = text.find('=');
  const bool has_name = equals != std::string::npos && is_label_name(text.substr(0, equals));
  ValidSource source{has_name ? composed(text.substr(0, equals)) : "",
                     has_name ? text.substr(equals + 1) : text};
  require(!source.folder.empty(), "--valid " + text, "does not name a folder",
          "write --valid DIR or --valid NAME=DIR");
  return source;
}

}  // namespace emsurvey

#include "score/evaluation.h"

#include <cstddef>
#include <type_traits>

#include "base/number.h"

namespace emsurvey {
namespace {

std::string score_cell(const LabelScores& scores, const ScoreColumn& column) {
  return std::visit(
      [&scores](auto member) {
        const auto value = scores.*member;
        if constexpr (std::is_same_v<decltype(value), const double>)
          return number_cell(value);
        else
          return std::to_string(value);
      },
      column.member);
}

}  // namespace

CsvTable evaluation_table(const std::vector<ScoredImage>& images, std::span<const ScoreColumn> columns) {
  CsvTable table;
  table.header = {"pred_path", "true_path"};
  for (const ScoredImage& image : images) table.rows.push_back({image.predicted_path, image.true_path});
  const auto add_scores = [&](bool is_published) {
    for (const ScoreColumn& column : columns) {
      if (column.is_published != is_published) continue;
      table.header.emplace_back(column.name);
      for (std::size_t i = 0; i < images.size(); ++i)
        table.rows[i].push_back(score_cell(images[i].scores, column));
    }
  };
  add_scores(true);
  table.header.emplace_back("sample");
  for (std::size_t i = 0; i < images.size(); ++i) table.rows[i].push_back(std::to_string(i));
  add_scores(false);
  return table;
}

}  // namespace emsurvey

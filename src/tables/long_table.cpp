#include "tables/long_table.h"

#include <optional>
#include <string>
#include <vector>

#include "tables/text_column.h"

namespace emsurvey {
namespace {

/// A table that is built column by column.
class Columns {
 public:
  explicit Columns(const ScoreRows& rows) : rows_(rows) { table_.rows.resize(rows.rows.size()); }

  /// `cell` maps a ScoreRow to the text of its cell.
  template <class CellOf>
  void add(const std::string& name, CellOf cell) {
    table_.header.push_back(name);
    for (std::size_t i = 0; i < rows_.rows.size(); ++i) table_.rows[i].push_back(cell(rows_.rows[i]));
  }

  void add_evaluation_columns(bool is_published) {
    for (std::size_t c = 0; c < rows_.columns.size(); ++c)
      if (rows_.columns[c].is_published == is_published)
        add(rows_.columns[c].name, [c](const ScoreRow& row) { return row.cells[c].text; });
  }

  CsvTable take() { return std::move(table_); }

 private:
  const ScoreRows& rows_;
  CsvTable table_;
};

/// Returns the cells of the column `image` as text: a section may be called `1.5`, which readers would take
/// for a number.
std::vector<std::string> image_cells(const ScoreRows& rows) {
  std::vector<std::optional<std::string>> images;
  for (const ScoreRow& row : rows.rows) images.emplace_back(row.image);
  return text_column("image", images);
}

}  // namespace

CsvTable long_table(const ScoreRows& rows) {
  const auto run_of = [&rows](const ScoreRow& row) -> const RunEvaluation& { return rows.runs[row.run]; };
  Columns columns(rows);
  columns.add("", [](const ScoreRow& row) { return std::to_string(row.position); });
  columns.add_evaluation_columns(true);
  columns.add("classic_loss", [&](const ScoreRow& row) { return run_of(row).loss; });
  columns.add("label", [](const ScoreRow& row) { return row.label; });
  columns.add("run", [&](const ScoreRow& row) { return std::to_string(run_of(row).number); });

  const std::size_t axes = rows.runs.empty() ? 0 : rows.runs.front().axes.size();
  for (std::size_t axis = 0; axis < axes; ++axis)
    columns.add(rows.runs.front().axes[axis].first,
                [&](const ScoreRow& row) { return run_of(row).axes[axis].second; });
  if (rows.has_split)
    columns.add("split", [&](const ScoreRow& row) { return std::to_string(*run_of(row).split); });
  if (rows.has_repeat)
    columns.add("repeat", [&](const ScoreRow& row) { return std::to_string(*run_of(row).repeat); });
  const bool has_images = axes > 0 || rows.has_split || rows.has_repeat;
  if (has_images) {
    const std::vector<std::string> images = image_cells(rows);
    columns.add("image", [&](const ScoreRow& row) {
      return images[static_cast<std::size_t>(&row - rows.rows.data())];
    });
  }
  columns.add_evaluation_columns(false);
  // In the column `image`, readers would take the image 04 for the number 4.
  if (has_images) columns.add("image_name", [](const ScoreRow& row) { return "image=" + row.image; });
  return columns.take();
}

CsvTable without_image_names(CsvTable table) {
  if (table.header.back() != "image_name") return table;
  table.header.pop_back();
  for (auto& row : table.rows) row.pop_back();
  return table;
}

}  // namespace emsurvey

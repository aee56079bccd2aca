#include "io/csv.h"

#include <stdexcept>

#include "fuzz/harnesses.h"

void emsurvey::fuzz::csv(std::string_view bytes) {
  const CsvTable table = parse_csv(bytes, "table.csv");
  if (parse_csv(format_csv(table), "table.csv") != table)
    throw std::logic_error("a table reads back as another one");
}

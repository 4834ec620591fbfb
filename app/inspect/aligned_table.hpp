// A table for people: columns of equal width.
#ifndef KIMITOK_APP_INSPECT_ALIGNED_TABLE_HPP_
#define KIMITOK_APP_INSPECT_ALIGNED_TABLE_HPP_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace kimitok::app {

class AlignedTable {
 public:
  struct Column {
    std::string title;
    enum class Side { left, right } side = Side::left;
  };

  explicit AlignedTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // Requires: a cell for each column, without line feeds.
  void add(std::vector<std::string> cells);

  // The titles and the rows, a line each. The last column is not padded; with `width` it is
  // shortened so that lines fit, but never below a few characters.
  std::string text(std::optional<std::size_t> width) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_ALIGNED_TABLE_HPP_

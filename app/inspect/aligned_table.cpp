#include "inspect/aligned_table.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "inspect/display_width.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kGap = 2;
// One long token must not push the rest of every other line off the screen.
constexpr std::size_t kMaxPadding = 24;
constexpr std::size_t kMinLastColumn = 8;

}  // namespace

void AlignedTable::add(std::vector<std::string> cells) {
  assert(cells.size() == columns_.size());
  rows_.push_back(std::move(cells));
}

std::string AlignedTable::text(std::optional<std::size_t> width) const {
  std::vector<std::size_t> widths;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    std::size_t widest = display_width(columns_[column].title);
    for (const auto& row : rows_) {
      widest = std::max(widest, std::min(kMaxPadding, display_width(row[column])));
    }
    widths.push_back(widest);
  }

  std::string text;
  const auto add_line = [&](const auto& cell_of) {
    std::size_t used = 0;
    for (std::size_t column = 0; column + 1 < columns_.size(); ++column) {
      const std::string& cell = cell_of(column);
      const std::size_t size = display_width(cell);
      const std::size_t padding = widths[column] - std::min(size, widths[column]);
      const bool right = columns_[column].side == Column::Side::right;
      if (right) text.append(padding, ' ');
      text += cell;
      text.append((right ? 0 : padding) + kGap, ' ');
      used += size + padding + kGap;
    }
    const std::string& last = cell_of(columns_.size() - 1);
    text +=
        width ? shortened(last, std::max(kMinLastColumn, *width - std::min(used, *width))) : last;
    while (text.ends_with(' ')) text.pop_back();
    text += '\n';
  };
  add_line([this](std::size_t column) -> const std::string& { return columns_[column].title; });
  for (const auto& row : rows_) {
    add_line([&row](std::size_t column) -> const std::string& { return row[column]; });
  }
  return text;
}

}  // namespace kimitok::app

#include "count/count_table.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "escaped.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

using cli::CountSort;
using cli::ShowTotal;

std::vector<std::uint64_t> columns(const Counts& counts, const cli::CountArgs& args) {
  std::vector<std::uint64_t> values = {counts.tokens};
  if (args.bytes) values.push_back(counts.bytes);
  if (args.chars) values.push_back(counts.chars);
  if (args.lines) values.push_back(counts.lines);
  return values;
}

bool shows_total(std::size_t rows, const cli::CountArgs& args) {
  switch (args.total) {
    case ShowTotal::automatic:
      return rows > 1;
    case ShowTotal::always:
    case ShowTotal::only:
      return true;
    case ShowTotal::never:
      return false;
  }
  return false;
}

std::string as_columns(const std::vector<CountRow>& rows, const cli::CountArgs& args) {
  std::vector<std::size_t> widths(columns({}, args).size());
  for (const CountRow& row : rows) {
    const auto values = columns(row.counts, args);
    for (std::size_t i = 0; i < values.size(); ++i) {
      widths[i] = std::max(widths[i], std::to_string(values[i]).size());
    }
  }
  std::string text;
  for (const CountRow& row : rows) {
    const auto values = columns(row.counts, args);
    for (std::size_t i = 0; i < values.size(); ++i) {
      text += fmt::format("{}{:>{}}", i == 0 ? "" : " ", values[i], widths[i]);
    }
    text += row.name.empty() ? "\n" : " " + escaped(row.name) + "\n";
  }
  return text;
}

std::string json_counts(const Counts& counts) {
  return fmt::format(R"("tokens":{},"bytes":{},"chars":{},"lines":{})", counts.tokens, counts.bytes,
                     counts.chars, counts.lines);
}

std::string as_json(const std::vector<CountRow>& rows, const Counts& total) {
  std::string text = R"({"files":[)";
  for (const CountRow& row : rows) {
    if (&row != rows.data()) text += ',';
    // A path need not be UTF-8; JSON has to be.
    const std::string path = utf8::is_valid(row.name) ? row.name : escaped(row.name);
    text += fmt::format(R"({{"path":{},{}}})", path.empty() ? "null" : json_string(path),
                        json_counts(row.counts));
  }
  return text + fmt::format(R"(],"total":{{{}}}}})", json_counts(total)) + "\n";
}

}  // namespace

Counts& Counts::operator+=(const Counts& other) {
  tokens += other.tokens;
  bytes += other.bytes;
  chars += other.chars;
  lines += other.lines;
  return *this;
}

std::string count_report(std::vector<CountRow> rows, const cli::CountArgs& args) {
  Counts total;
  for (const CountRow& row : rows) total += row.counts;
  const bool with_total = shows_total(rows.size(), args);

  if (args.sort == CountSort::name) std::ranges::stable_sort(rows, {}, &CountRow::name);
  if (args.sort == CountSort::tokens) {
    std::ranges::stable_sort(rows, std::ranges::greater{},
                             [](const CountRow& row) { return row.counts.tokens; });
  }
  if (args.total == ShowTotal::only) rows.clear();
  if (args.top && *args.top < rows.size()) rows.resize(static_cast<std::size_t>(*args.top));
  if (args.json) return as_json(rows, total);
  if (with_total) rows.push_back({args.total == ShowTotal::only ? "" : "total", total});
  return as_columns(rows, args);
}

}  // namespace kimitok::app

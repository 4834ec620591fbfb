// What count found, and how it is written.
#ifndef KIMITOK_APP_COUNT_COUNT_TABLE_HPP_
#define KIMITOK_APP_COUNT_COUNT_TABLE_HPP_

#include <cstdint>
#include <string>
#include <vector>

#include "cli/args.hpp"

namespace kimitok::app {

struct Counts {
  std::uint64_t tokens = 0, bytes = 0, chars = 0, lines = 0;

  Counts& operator+=(const Counts& other);
};

struct CountRow {
  std::string name;  // empty: not shown (standard input, --text)
  Counts counts;
};

// The rows in the order and number asked for, and the total of all of them where one is wanted: as
// columns that align, or as JSON.
std::string count_report(std::vector<CountRow> rows, const cli::CountArgs& args);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_COUNT_COUNT_TABLE_HPP_

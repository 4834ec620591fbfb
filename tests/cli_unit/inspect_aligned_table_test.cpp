#include "inspect/aligned_table.hpp"

#include <doctest/doctest.h>

namespace kimitok::app {
namespace {

using Side = AlignedTable::Column::Side;

TEST_CASE("aligned table: columns line up by what a terminal shows, the last is not padded") {
  AlignedTable table({{"id", Side::right}, {"hex"}, {"text"}});
  table.add({"7", "e6bca2", "漢"});
  table.add({"1234", "61", "a long one"});
  CHECK(table.text(std::nullopt) ==
        "  id  hex     text\n"
        "   7  e6bca2  漢\n"
        "1234  61      a long one\n");
}

TEST_CASE("aligned table: the last column is shortened to the width, but stays readable") {
  AlignedTable table({{"id", Side::right}, {"text"}});
  table.add({"1", "0123456789"});
  CHECK(table.text(14) == "id  text\n 1  0123456789\n");
  CHECK(table.text(13) == "id  text\n 1  01234567…\n");
  CHECK(table.text(1) == "id  text\n 1  0123456…\n");
}

TEST_CASE("aligned table: one long cell moves its own line only") {
  AlignedTable table({{"hex"}, {"text"}});
  table.add({std::string(40, 'a'), "x"});
  table.add({"61", "y"});
  CHECK(table.text(std::nullopt) == "hex" + std::string(23, ' ') + "text\n" + std::string(40, 'a') +
                                        "  x\n" + "61" + std::string(24, ' ') + "y\n");
}

TEST_CASE("aligned table: without rows there are the titles") {
  CHECK(AlignedTable({{"a"}, {"b"}}).text(std::nullopt) == "a  b\n");
}

}  // namespace
}  // namespace kimitok::app

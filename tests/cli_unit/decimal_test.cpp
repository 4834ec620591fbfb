#include "encode/decimal.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

namespace kimitok::app {
namespace {

std::string joined(const std::vector<TokenId>& ids, const std::string& before,
                   const std::string& after) {
  std::string text;
  for (const TokenId id : ids) text += before + std::to_string(id) + after;
  return text;
}

void check(const std::vector<TokenId>& ids) {
  std::string before = "x", after = "x";
  append_ids_before('\n', ids, before);
  append_ids_after(',', ids, after);
  const bool same = before == "x" + joined(ids, "", "\n") && after == "x" + joined(ids, ",", "");
  CHECK(same);
}

}  // namespace

TEST_CASE("decimal: ids and their separators") {
  std::string text;
  append_ids_after(',', std::vector<TokenId>{0, 7, 163839}, text);
  CHECK(text == ",0,7,163839");
  append_ids_before('\n', std::vector<TokenId>{10, 4294967295}, text);
  CHECK(text == ",0,7,16383910\n4294967295\n");
  append_ids_after(' ', {}, text);
  CHECK(text.size() == 25);
}

TEST_CASE("decimal: every id up to seven digits, and those next to powers of ten") {
  std::vector<TokenId> ids;
  for (TokenId id = 0; id < 1'100'000; ++id) ids.push_back(id);
  for (std::uint64_t power = 1; power < std::uint64_t{1} << 32; power *= 10) {
    ids.push_back(static_cast<TokenId>(power - 1));
    ids.push_back(static_cast<TokenId>(power));
  }
  ids.push_back(std::numeric_limits<TokenId>::max());
  check(ids);
}

TEST_CASE("decimal: any number of ids") {
  for (const std::size_t count : {0u, 1u, 2u, 4095u, 4096u, 4097u, 10000u}) {
    check(std::vector<TokenId>(count, 99999));
    check(std::vector<TokenId>(count, 0));
  }
}

}  // namespace kimitok::app

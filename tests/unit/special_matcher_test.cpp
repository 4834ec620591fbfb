#include "tokenizer/special_matcher.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kimitok {
namespace {

struct Names {
  explicit Names(const std::vector<std::string>& names) {
    TokenId id = 0;
    for (const std::string& name : names) tokens.push_back({id++, name});
  }
  SpecialMatcher matcher() const {
    std::vector<const SpecialToken*> pointers;
    for (const SpecialToken& token : tokens) pointers.push_back(&token);
    return SpecialMatcher(pointers);
  }
  std::vector<SpecialToken> tokens;
};

TEST_CASE("special matcher: finds the leftmost name, and the longest that begins there") {
  const Names names({"<|end|>", "<|end|>x", "[BOS]", "[B", "<|end|>xyz", "\xE4\xB8\xAD!"});
  const SpecialMatcher matcher = names.matcher();
  struct Row {
    std::string_view text;
    std::size_t from, begin;
    std::string_view name;  // empty: nothing is found
  };
  const Row rows[] = {
      {"", 0, 0, ""},
      {"plain", 0, 0, ""},
      {"<|end|>", 0, 0, "<|end|>"},
      {"<|end|>", 1, 0, ""},
      {"<|end|>", 7, 0, ""},
      {"a<|end|>b", 0, 1, "<|end|>"},
      {"a<|end|>xb", 0, 1, "<|end|>x"},
      {"a<|end|>xyb", 0, 1, "<|end|>x"},
      {"a<|end|>xyz", 0, 1, "<|end|>xyz"},
      {"<|end|", 0, 0, ""},
      {"<<|end|>", 0, 1, "<|end|>"},
      {"<|<|end|>", 0, 2, "<|end|>"},
      {"[BOS]<|end|>", 0, 0, "[BOS]"},
      {"[BOS]<|end|>", 1, 5, "<|end|>"},
      {"[BO", 0, 0, "[B"},
      {"a\xE4\xB8\xAD!", 0, 1, "\xE4\xB8\xAD!"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.from);
    const auto match = matcher.find(row.text, row.from);
    REQUIRE(match.has_value() == !row.name.empty());
    if (!match) continue;
    CHECK(match->begin == row.begin);
    CHECK(match->end == row.begin + row.name.size());
    CHECK(match->token->name == row.name);
  }
}

TEST_CASE("special matcher: knows from where on more text could make a name or a longer one") {
  const Names names({"<|end|>", "<|end|>x", "[BOS]"});
  const SpecialMatcher matcher = names.matcher();
  struct Row {
    std::string_view text;
    std::size_t from, expected;
  };
  const Row rows[] = {
      {"", 0, 0},         {"abc", 0, 3},      {"abc<", 0, 3},    {"abc<|en", 0, 3},
      {"abc<|en", 4, 7},  {"abc<|enx", 0, 8}, {"<|end|>", 0, 0}, {"<|end|>x", 0, 8},
      {"<|end|>y", 0, 8}, {"[BOS]", 0, 5},    {"[BOS", 0, 0},    {"[[BOS", 0, 1},
      {"<|end|><", 0, 7}, {"<|e[BO", 0, 3},   {"[B<|e", 0, 2},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CAPTURE(row.from);
    CHECK(matcher.undecided(row.text, row.from) == row.expected);
  }
}

TEST_CASE("special matcher: without names there is nothing to find or to wait for") {
  const SpecialMatcher none({});
  CHECK(none.empty());
  CHECK_FALSE(none.find("<|end|>", 0).has_value());
  CHECK(none.undecided("<|end|", 0) == 6);
  CHECK_FALSE(Names({"x"}).matcher().empty());
}

}  // namespace
}  // namespace kimitok

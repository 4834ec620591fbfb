#include "tokenizer/name_filter.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/cpu_tiers.hpp"

namespace kimitok {
namespace {

TEST_CASE(
    "name filter: of the names of a Kimi model nothing is a candidate that only looks a little "
    "like one") {
  std::vector<std::string> all = {"[BOS]",           "[EOS]",   "[EOT]",    "[UNK]",
                                  "[PAD]",           "<think>", "</think>", "<|im_end|>",
                                  "<|media_begin|>", "<|open|>"};
  for (int i = 163'590; i < 163'840; ++i) {
    all.push_back("<|reserved_token_" + std::to_string(i) + "|>");
  }
  std::ranges::sort(all);
  const std::vector<std::string_view> names(all.begin(), all.end());
  const NameFilter filter(names);
  std::string text;
  for (int i = 0; i < 2'000; ++i) text += "[[link]] <a href=\"b\">| a<b [1] </a> \xE4\xBC\x9A ";
  const std::size_t size = text.size();
  text += "[EOT]";
  for (const CpuTier tier : test::cpu_tiers()) {
    CAPTURE(name_of(tier));
    CHECK(find_candidate(tier)(filter, text.data(), text.size(), 0) == size);
    CHECK(find_candidate(tier)(filter, text.data(), size, 0) == size);
    CHECK(find_candidate(tier)(filter, text.data(), text.size(), size + 1) == text.size());
    CHECK(find_candidate(tier)(filter, text.data(), text.size(), text.size()) == text.size());
  }
}

TEST_CASE("name filter: names of one or two bytes are candidates whatever follows") {
  const std::vector<std::string_view> names = {"\n", "ab", "\u4e2d"};
  const NameFilter filter(names);
  struct Row {
    std::string_view text;
    std::size_t from, expected;
  };
  const Row rows[] = {
      {"", 0, 0},     {"x", 0, 1},       {"\n", 0, 0},     {"x\n", 0, 1},
      {"x\ny", 0, 1}, {"xab", 0, 1},     {"xabx", 0, 1},   {"axab", 0, 2},
      {"xab", 2, 3},  {"a\u4e2d", 0, 1}, {"\u4e2e", 0, 3}, {"ab\n", 1, 2},
  };
  for (const CpuTier tier : test::cpu_tiers()) {
    CAPTURE(name_of(tier));
    for (const Row& row : rows) {
      CAPTURE(row.text);
      CHECK(find_candidate(tier)(filter, row.text.data(), row.text.size(), row.from) ==
            row.expected);
    }
  }
}

}  // namespace
}  // namespace kimitok

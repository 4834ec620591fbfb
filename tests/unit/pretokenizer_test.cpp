#include "kimitok/pretokenizer.hpp"

#include <doctest/doctest.h>
#include <simdjson.h>

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/pat_str.hpp"
#include "support/pieces.hpp"
#include "support/show.hpp"

namespace {

using kimitok::ErrorCode;
using kimitok::Pretokenizer;
using kimitok::Uncovered;
using kimitok::test::make_pretokenizer;
using kimitok::test::pieces_of;
using Engine = Pretokenizer::Engine;
using Pieces = std::vector<std::string>;

struct Golden {
  std::string pattern, text;
  Pieces pieces;
};

std::vector<Golden> read_goldens(const std::string& name) {
  std::vector<Golden> goldens;
  simdjson::dom::parser parser;
  simdjson::dom::document_stream lines;
  const auto error = parser.load_many(std::string(KIMITOK_TESTDATA "/golden/") + name).get(lines);
  REQUIRE_FALSE(error);
  for (const simdjson::dom::element line : lines) {
    Golden golden;
    std::string_view pattern = "kimi";
    if (line["pattern"].get(pattern)) pattern = "kimi";
    golden.pattern = pattern;
    golden.text = std::string_view(line["text"]);
    for (const std::string_view piece : simdjson::dom::array(line["pieces"])) {
      golden.pieces.emplace_back(piece);
    }
    goldens.push_back(std::move(golden));
  }
  return goldens;
}

TEST_CASE("pretokenizer: both engines split as the published pieces say") {
  const std::string_view pattern = *kimitok::published_pat_str("kimi");
  const auto goldens = read_goldens("pieces.jsonl");
  CHECK(goldens.size() == 36);
  for (const Engine engine : {Engine::automatic, Engine::pcre2}) {
    const auto pretokenizer = make_pretokenizer(pattern, engine);
    for (const Golden& golden : goldens) {
      CAPTURE(golden.text);
      CHECK(pieces_of(pretokenizer, golden.text) == golden.pieces);
    }
  }
}

TEST_CASE("pretokenizer: every published pattern, and others, split as tiktoken splits") {
  const auto goldens = read_goldens("published_patterns.jsonl");
  std::map<std::string, std::vector<Golden>> by_pattern;
  for (const Golden& golden : goldens) by_pattern[golden.pattern].push_back(golden);
  CHECK(goldens.size() == 2700);
  CHECK(by_pattern.size() == 15);
  for (const auto& entry : by_pattern) {
    const std::string& pattern = entry.first;
    CAPTURE(pattern);
    const std::string_view pat_str = kimitok::published_pat_str(pattern).value_or(pattern);
    for (const Engine engine : {Engine::automatic, Engine::pcre2}) {
      const auto pretokenizer = make_pretokenizer(pat_str, engine);
      for (const Golden& golden : entry.second) {
        CAPTURE(kimitok::test::escaped(golden.text));
        CHECK(pieces_of(pretokenizer, golden.text) == golden.pieces);
      }
    }
  }
}

TEST_CASE("pretokenizer: a split may be asked for a few ends at a time") {
  const std::string_view text = "Hello,   wide world's\n\n 12345 \u4E2D\u6587!";
  for (const auto& published : kimitok::published_patterns()) {
    for (const Engine engine : {Engine::automatic, Engine::pcre2}) {
      CAPTURE(published.name);
      const auto pretokenizer = make_pretokenizer(published.pat_str, engine);
      const Pieces whole = pieces_of(pretokenizer, text);
      CHECK(whole.size() > 8);
      for (const std::size_t batch : {1u, 2u, 3u, 7u})
        CHECK(pieces_of(pretokenizer, text, batch) == whole);
    }
  }
}

TEST_CASE("pretokenizer: only the end of the segment has no pieces behind it") {
  for (const Engine engine : {Engine::automatic, Engine::pcre2}) {
    const auto pretokenizer = make_pretokenizer(*kimitok::published_pat_str("kimi"), engine);
    Pretokenizer::Scratch scratch(pretokenizer);
    std::array<std::size_t, 4> ends{};
    CHECK(*pretokenizer.split("", 0, ends, scratch) == 0);
    CHECK(*pretokenizer.split("ab", 2, ends, scratch) == 0);
    CHECK(*pretokenizer.split("ab", 0, ends, scratch) == 1);
    CHECK(ends[0] == 2);
  }
}

TEST_CASE(
    "pretokenizer: text that no match covers is refused with its offset, or kept as a piece") {
  struct Case {
    std::string_view text;
    Pieces kept;
    std::uint64_t uncovered;  // where the first uncovered text is
  };
  const Case cases[] = {
      {"--aa-", {"--", "aa", "-"}, 0},
      {"aa--a", {"aa", "--", "a"}, 2},
      {"a-", {"a", "-"}, 1},
      {"-", {"-"}, 0},
  };
  const auto rejecting = make_pretokenizer("a+");
  const auto keeping = make_pretokenizer("a+", Engine::automatic, Uncovered::keep);
  Pretokenizer::Scratch scratch(rejecting);
  for (const Case& c : cases) {
    CAPTURE(c.text);
    for (const std::size_t batch : {1u, 2u, 5u}) CHECK(pieces_of(keeping, c.text, batch) == c.kept);
    std::array<std::size_t, 8> ends{};
    const auto refused = rejecting.split(c.text, 0, ends, scratch);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code() == ErrorCode::model_unsupported);
    CHECK(refused.error().position().byte == c.uncovered);
    CHECK(refused.error().sentence() == "the split pattern does not match this text");
  }
  CHECK(pieces_of(rejecting, "aaa") == Pieces{"aaa"});
}

TEST_CASE("pretokenizer: lookaround sees the whole segment and its end") {
  const auto behind = make_pretokenizer("(?<=a)b|[ab]b?|c");
  CHECK(pieces_of(behind, "abbb", 1) == Pieces{"ab", "bb"});
  const auto second = make_pretokenizer("a|(?<=a)bb|b");
  CHECK(pieces_of(second, "abbbb", 1) == Pieces{"a", "bb", "b", "b"});
  const auto start = make_pretokenizer("^ab|a|b");
  CHECK(pieces_of(start, "abab", 1) == Pieces{"ab", "a", "b"});
  const auto end = make_pretokenizer("a\\n$|a|\\n");
  CHECK(pieces_of(end, "a\na\n") == Pieces{"a", "\n", "a\n"});
  CHECK(pieces_of(end, "a\n\n") == Pieces{"a", "\n", "\n"});
}

TEST_CASE("pretokenizer: patterns that cannot be reproduced are refused") {
  struct Case {
    std::string_view pat_str, sentence;
  };
  const Case cases[] = {
      {"(a)\\1",
       "a backreference or octal escape at offset 3 of the split pattern is not supported"},
      {"a*", "a split pattern that can match the empty string is not supported"},
      {"(?<=a+)b", "PCRE2 rejects the split pattern: lookbehind assertion is not fixed length"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.pat_str);
    const auto refused = Pretokenizer::create(c.pat_str);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code() == ErrorCode::model_unsupported);
    CHECK(refused.error().sentence() == c.sentence);
  }
}

// Each repetition of the group takes stack of PCRE2's.
TEST_CASE("pretokenizer: PCRE2 giving up is a failure that names the place") {
  const auto pretokenizer = make_pretokenizer("-|(?:ab|cd?)+$");
  std::string text = "-";
  for (int i = 0; i < 8'000'000; ++i) text += "ab";
  Pretokenizer::Scratch scratch(pretokenizer);
  std::array<std::size_t, 1> ends{};
  CHECK(*pretokenizer.split(text, 0, ends, scratch) == 1);
  const auto refused = pretokenizer.split(text, 1, ends, scratch);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code() == ErrorCode::model_unsupported);
  CHECK(refused.error().position().byte == 1);
  CHECK(refused.error().sentence().starts_with("PCRE2 gives up on the split pattern: "));
}

TEST_CASE("pretokenizer: it knows its pattern, and may be moved") {
  auto first = make_pretokenizer("a|b");
  const Pretokenizer second = std::move(first);
  CHECK(second.pat_str() == "a|b");
  CHECK(pieces_of(second, "ab") == Pieces{"a", "b"});
}

}  // namespace

#include "tokenizer/chunker.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// Where parts end in the text, fed in blocks of `block` bytes and what it takes to end a character;
// a part that is a name ends with its id instead.
struct End {
  std::size_t at;
  TokenId name = kNoToken;
  bool operator==(const End&) const = default;
};

std::vector<End> ends_of(std::string_view text, Chunking chunking, std::size_t block,
                         const SpecialMatcher& names = SpecialMatcher({})) {
  Chunker chunker(chunking, names);
  std::vector<End> ends;
  std::string buffer;
  std::size_t dropped = 0, fed = 0, expected_begin = 0;
  bool final = false;
  while (!final) {
    std::size_t end = std::min(text.size(), fed + block);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    buffer += text.substr(fed, end - fed);
    fed = end;
    final = fed == text.size();

    std::vector<Part> parts;
    chunker.cut(buffer, final, parts);
    for (const Part& part : parts) {
      if (dropped + part.begin != expected_begin) FAIL_CHECK("parts leave a gap or overlap");
      expected_begin = dropped + part.end;
      ends.push_back({expected_begin, part.special == nullptr ? kNoToken : part.special->id});
    }
    buffer.erase(0, chunker.open());
    dropped += chunker.open();
    chunker.dropped();
    if (chunker.open() != 0) FAIL_CHECK("what was dropped is still counted");
  }
  CHECK(expected_begin == text.size());
  CHECK(buffer.empty());
  return ends;
}

TEST_CASE("chunker: cuts before the 25,001st code point of a run and the 400,001st of a slice") {
  struct Row {
    std::string what;
    std::string text;
    std::vector<End> expected;
  };
  const Row rows[] = {
      {"nothing", "", {}},
      {"one letter", "a", {{1}}},
      {"a full run", times(25'000, "a"), {{25'000}}},
      {"one more", times(25'001, "a"), {{25'000}, {25'001}}},
      {"two full runs", times(50'000, "a"), {{25'000}, {50'000}}},
      {"two and one more", times(50'001, "a"), {{25'000}, {50'000}, {50'001}}},
      {"spaces", times(25'001, " "), {{25'000}, {25'001}}},
      {"spaces of all kinds", times(12'501, " \x1C"), {{25'000}, {25'002}}},
      {"runs that alternate", times(25'000, "a") + times(25'000, "\t") + "b", {{50'001}}},
      {"a run between others", " " + times(25'001, "a") + " ", {{25'001}, {25'003}}},
      {"U+001F ends a run", times(20'000, "a") + "\x1F" + times(20'000, "a"), {{40'001}}},
      {"U+180E does not", times(20'000, "a") + "\u180E" + times(5'000, "a"), {{25'002}, {25'003}}},
      {"U+200B does not", times(24'999, "a") + "\u200B" + "a", {{25'002}, {25'003}}},
      {"characters, not bytes", times(25'001, "\u4e2d"), {{75'000}, {75'003}}},
      {"bytes that are no character", times(25'001, "\xFF"), {{25'000}, {25'001}}},
      {"a full slice", times(200'000, "a "), {{400'000}}},
      {"a slice and one more", times(200'000, "a ") + "b", {{400'000}, {400'001}}},
      {"two slices", times(400'000, "\u00e9 "), {{600'000}, {1'200'000}}},
      {"a run begins anew with a slice",
       times(190'000, "a ") + times(45'000, "b"),
       {{400'000}, {425'000}}},
      {"a run that fills up where the slice does",
       times(187'500, "a ") + times(50'001, "b"),
       {{400'000}, {425'000}, {425'001}}},
      {"a slice of runs alone",
       times(400'001, "a"),
       {{25'000},
        {50'000},
        {75'000},
        {100'000},
        {125'000},
        {150'000},
        {175'000},
        {200'000},
        {225'000},
        {250'000},
        {275'000},
        {300'000},
        {325'000},
        {350'000},
        {375'000},
        {400'000},
        {400'001}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    for (const std::size_t block : {2'000'000u, 25'000u, 4'097u, 1u}) {
      CAPTURE(block);
      CHECK((ends_of(row.text, Chunking::kimi, block) == row.expected));
      CHECK((ends_of(row.text, Chunking::transformers, block) == row.expected));
    }
  }
}

TEST_CASE("chunker: without chunking the whole text is one part") {
  for (const std::size_t size : {1u, 25'001u, 400'001u}) {
    CAPTURE(size);
    CHECK((ends_of(std::string(size, 'a'), Chunking::none, 1'000) == std::vector<End>{{size}}));
  }
  CHECK(ends_of("", Chunking::none, 1'000).empty());
}

TEST_CASE("chunker: for transformers each name is a part of its own, and counting starts anew") {
  const std::vector<SpecialToken> tokens = {{1, "[BOS]"}, {2, "<|end|>"}, {3, "<|end|>x"}};
  const SpecialMatcher names({&tokens[0], &tokens[1], &tokens[2]});
  struct Row {
    std::string what;
    std::string text;
    std::vector<End> expected;
  };
  const Row rows[] = {
      {"only a name", "[BOS]", {{5, 1}}},
      {"between texts", "ab[BOS]cd", {{2}, {7, 1}, {9}}},
      {"side by side", "[BOS][BOS]<|end|>", {{5, 1}, {10, 1}, {17, 2}}},
      {"the longer one", "<|end|>x<|end|>", {{8, 3}, {15, 2}}},
      {"not quite", "[BOS<|end|", {{10}}},
      {"a false start", "<|[BOS]<<|end|>y", {{2}, {7, 1}, {8}, {15, 2}, {16}}},
      {"after a long run", times(24'998, "a") + "[BOS]b", {{24'998}, {25'003, 1}, {25'004}}},
      {"after a full run", times(25'000, "a") + "[BOS]b", {{25'000}, {25'005, 1}, {25'006}}},
      {"between runs",
       times(20'000, "a") + "[BOS]" + times(25'001, "a"),
       {{20'000}, {20'005, 1}, {45'005}, {45'006}}},
      {"not across a cut of text",
       times(25'000, "a") + "[BO" + times(7, "S"),
       {{25'000}, {25'010}}},
      {"in a second slice",
       times(200'000, "a ") + "b[BOS]" + times(200'000, "a ") + "b",
       {{400'000}, {400'001}, {400'006, 1}, {800'006}, {800'007}}},
  };
  for (const Row& row : rows) {
    CAPTURE(row.what);
    for (const std::size_t block : {2'000'000u, 25'000u, 3u, 1u}) {
      CAPTURE(block);
      CHECK((ends_of(row.text, Chunking::transformers, block, names) == row.expected));
    }
  }
  const std::string across = times(24'998, "a") + "[BOS]";
  CHECK((ends_of(across, Chunking::kimi, 1'000, names) == std::vector<End>{{25'000}, {25'003}}));
}

TEST_CASE("chunker: after reset another text begins") {
  const SpecialMatcher none({});
  Chunker chunker(Chunking::kimi, none);
  std::vector<Part> parts;
  chunker.cut(std::string(20'000, 'a'), false, parts);
  CHECK(parts.empty());
  chunker.reset();
  chunker.cut(std::string(25'000, 'a'), true, parts);
  REQUIRE(parts.size() == 1);
  CHECK(parts[0].begin == 0);
  CHECK(parts[0].end == 25'000);
}

}  // namespace
}  // namespace kimitok

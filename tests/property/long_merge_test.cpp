// Merging by ranks' lists of positions against merging by the rule and by a heap.
#include "tokenizer/long_merge.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "kimitok/file.hpp"
#include "kimitok/load.hpp"
#include "reference/heap_bpe.hpp"
#include "reference/naive_bpe.hpp"
#include "support/letter_vocabulary.hpp"
#include "support/pieces.hpp"
#include "support/random.hpp"
#include "support/random_merges.hpp"
#include "support/real_vocabulary.hpp"
#include "support/show.hpp"
#include "support/tiny_vocabulary.hpp"
#include "tokenizer/fast_tables.hpp"
#include "tokenizer/merger.hpp"
#include "tokenizer/symbol_merger.hpp"

namespace kimitok {
namespace {

bool same(const MergeStep& a, const MergeStep& b) {
  return a.begin == b.begin && a.middle == b.middle && a.end == b.end && a.rank == b.rank &&
         a.merged == b.merged;
}

// Both users of merge_long(), made to use it for every piece.
class Long {
 public:
  explicit Long(const MergeableRanks& ranks)
      : ranks_(ranks),
        tables_(ranks),
        slow_(ranks, nullptr, 0),
        fast_(tables_.first, tables_.pairs, ranks, 0) {}

  // Whether both give `expected`.
  bool give(std::string_view piece, const std::vector<TokenId>& expected) {
    std::vector<TokenId> ids;
    slow_.merge(piece, ids);
    return ids == expected && by_tables(piece) == expected;
  }
  bool give_what_the_heap_gives(std::string_view piece) {
    const reference::Merged expected = reference::merge_by_heap(piece, ranks_);
    std::vector<TokenId> ids;
    std::vector<MergeStep> steps;
    slow_.merge(piece, ids, &steps);
    return ids == expected.ids && std::ranges::equal(steps, expected.steps, same) &&
           by_tables(piece) == expected.ids;
  }

 private:
  std::vector<TokenId> by_tables(std::string_view piece) {
    std::vector<TokenId> ids(piece.size());
    ids.resize(fast_.merge(piece, ids.data()));
    return ids;
  }

  const MergeableRanks& ranks_;
  FastTables tables_;
  Merger slow_;
  SymbolMerger fast_;
};

TEST_CASE("long merge: every short string over two or three letters, for hostile vocabularies") {
  test::Random random(50);
  std::size_t pieces = 0, different = 0;
  for (int round = 0; round < 60; ++round) {
    test::LetterVocabulary hostile(random);
    const std::size_t letters = std::min<std::size_t>(hostile.letters.size(), 3);
    const std::size_t longest = letters == 3 ? 6 : 9;
    const MergeableRanks ranks = test::ranks_of(hostile.tokens);
    Long merger(ranks);
    std::vector<std::string> now = {""};
    for (std::size_t size = 1; size <= longest; ++size) {
      std::vector<std::string> longer;
      for (const std::string& piece : now) {
        for (std::size_t i = 0; i < letters; ++i) longer.push_back(piece + hostile.letters[i]);
      }
      now = std::move(longer);
      for (const std::string& piece : now) {
        different += !merger.give(piece, reference::merge(piece, hostile.ids));
        ++pieces;
      }
    }
  }
  CHECK(different == 0);
  CHECK(pieces > 20'000);
}

TEST_CASE("long merge: equals the rule for hostile vocabularies, and makes the heap's steps") {
  test::Random random(51);
  std::size_t different = 0, merged = 0;
  for (int round = 0; round < 400; ++round) {
    const test::LetterVocabulary hostile(random);
    const MergeableRanks ranks = test::ranks_of(hostile.tokens);
    Long merger(ranks);
    for (int i = 0; i < 20; ++i) {
      const std::string piece =
          hostile.text(random, random.between(1, random.one_in(4) ? 400 : 70));
      const std::vector<TokenId> expected = reference::merge(piece, hostile.ids);
      merged += expected.size() < piece.size();
      different += !merger.give(piece, expected) || !merger.give_what_the_heap_gives(piece);
    }
  }
  CHECK(different == 0);
  CHECK(merged > 4'000);
}

TEST_CASE("long merge: equals the rule for random merge lists, and makes the heap's steps") {
  test::Random random(52);
  std::size_t different = 0, merged = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string letters = std::string("abc").substr(0, random.between(1, 3));
    const test::RandomMerges made(random, letters, 40, 20);
    const MergeableRanks ranks = test::ranks_of(made.tokens);
    const auto pairs = PairMerges::create(made.merges, ranks);
    REQUIRE(pairs.has_value());
    Merger merger(ranks, &*pairs, 0);
    for (int i = 0; i < 20; ++i) {
      std::string piece;
      for (std::size_t size = random.between(1, 80); size > 0; --size)
        piece += letters[random.below(letters.size())];
      std::vector<TokenId> ids;
      std::vector<MergeStep> steps;
      merger.merge(piece, ids, &steps);
      merged += ids.size() < piece.size();
      different +=
          ids != reference::merge(piece, made.ids, made.merges) ||
          !std::ranges::equal(steps, reference::merge_by_heap(piece, ranks, &*pairs).steps, same);
    }
  }
  CHECK(different == 0);
  CHECK(merged > 4'000);
}

TEST_CASE("long merge: without a merge, bytes stay") {
  const MergeableRanks ranks = test::ranks_of(test::single_bytes());
  const auto pairs = PairMerges::create({}, ranks);
  REQUIRE(pairs.has_value());
  std::vector<TokenId> ids;
  Merger(ranks, &*pairs, 0).merge("ab", ids);
  CHECK(ids == std::vector<TokenId>{test::id_of_byte('a'), test::id_of_byte('b')});
}

// Each merge offers one of a lower rank, which has to come first.
TEST_CASE("long merge: a merge that opens the way to an earlier one, again and again") {
  test::Tokens tokens = test::single_bytes();
  tokens.insert(
      {{300, "ab"}, {299, "abc"}, {298, "abcd"}, {297, "abcdab"}, {301, "da"}, {260, "dabc"}});
  const MergeableRanks ranks = test::ranks_of(tokens);
  Long merger(ranks);
  for (const std::size_t times : {1u, 2u, 3u, 1'000u, 100'000u}) {
    CAPTURE(times);
    std::string piece;
    for (std::size_t i = 0; i < times; ++i) piece += "abcd";
    CHECK(merger.give_what_the_heap_gives(piece));
    CHECK(merger.give_what_the_heap_gives("d" + piece + "abc"));
  }
}

TEST_CASE("long merge: pieces of 25,000 and of 400,000 bytes, for hostile vocabularies") {
  test::Random random(53);
  for (const std::size_t size : {25'000u, 400'000u}) {
    for (int round = 0; round < 12; ++round) {
      CAPTURE(size);
      CAPTURE(round);
      const test::LetterVocabulary hostile(random);
      const MergeableRanks ranks = test::ranks_of(hostile.tokens);
      Long merger(ranks);
      CHECK(merger.give_what_the_heap_gives(hostile.text(random, size)));
      CHECK(merger.give_what_the_heap_gives(std::string(size, hostile.letters[0])));
      CHECK(merger.give_what_the_heap_gives(hostile.text(random, 1)));
    }
  }
}

// `size` bytes or a few more of `parts`, drawn at random.
std::string drawn_from(test::Random& random, const std::vector<std::string>& parts,
                       std::size_t size) {
  std::string text;
  while (text.size() < size) text += random.pick(parts);
  return text;
}

void check_long_pieces(const std::filesystem::path& model) {
  const auto loaded = load_tokenizer({.model = model});
  REQUIRE_MESSAGE(loaded.has_value(), model.string());
  const MergeableRanks& ranks = loaded->tokenizer.vocabulary().ranks();
  std::vector<std::string> tokens;
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    if (ranks.contains(id)) tokens.emplace_back(ranks.bytes_of(id));
  }
  const std::vector<std::vector<std::string>> parts = {
      {" "},
      {"\n"},
      {"a"},
      {"="},
      {"ab"},
      {"'s"},
      {"\u00E9"},
      {"\U0001F600"},
      {"\u7684"},
      {" ", "\n"},
      {" ", "\n", "\r", "\t"},
      {"a", "b"},
      {"e", "t", "a", "o", "n", "i", "s"},
      {"0", "1", "2", "9"},
      {"\u0430", "\u043E", "\u0441", "\u0442"},
      {"\u4E2D", "\u56FD", "\u4EBA", "\u7684", "\u5927", "\u9F98"},
      {"\uAC00", "\uB098", "\uB2E4"},
      {"!", "-", "=", "."},
      {"\x80", "\xE4", "\xB8", "\xFF", "\xC3"},
      tokens};
  Long merger(ranks);
  test::Random random(54);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CAPTURE(i);
    for (const std::size_t size : {1'000u, 25'000u, 400'000u})
      CHECK(merger.give_what_the_heap_gives(drawn_from(random, parts[i], size)));
  }
}

TEST_CASE("long merge: long pieces of all kinds, for the small vocabulary") {
  check_long_pieces(std::filesystem::path(KIMITOK_TESTDATA) / "kimi-small");
}

TEST_CASE("long merge: long pieces of all kinds, for the published vocabulary") {
  const auto folder = test::real_vocabularies();
  if (folder) check_long_pieces(*folder / "Kimi-K2-Instruct");
}

TEST_CASE("long merge: every piece of real text, and real text as one piece") {
  const auto folder = test::real_vocabularies();
  const auto corpus = test::real_corpus();
  if (!folder || !corpus) return;
  const auto loaded = load_tokenizer({.model = *folder / "Kimi-K2-Instruct"});
  REQUIRE(loaded.has_value());
  const Pretokenizer& pretokenizer = loaded->tokenizer.pretokenizer();
  const MergeableRanks& ranks = loaded->tokenizer.vocabulary().ranks();
  Long merger(ranks);
  for (const char* name : {"prose", "enwik", "code", "zh", "ja_ko", "multi"}) {
    CAPTURE(name);
    const auto text = read_file(*corpus / (std::string(name) + ".txt"), 64u << 20);
    REQUIRE(text.has_value());
    Pretokenizer::Scratch scratch(pretokenizer);
    std::vector<std::size_t> ends;
    test::split_all(pretokenizer, scratch, *text, 4'096, ends);
    std::unordered_set<std::string_view> pieces;
    std::size_t from = 0;
    for (const std::size_t end : ends) {
      pieces.insert(std::string_view(*text).substr(from, end - from));
      from = end;
    }
    CHECK(pieces.size() > 10'000);
    std::size_t different = 0;
    for (const std::string_view piece : pieces)
      different += !merger.give_what_the_heap_gives(piece);
    CHECK(different == 0);
    CHECK(merger.give_what_the_heap_gives(*text));
  }
}

}  // namespace
}  // namespace kimitok

#include "tokenizer/token_joiner.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

struct Row {
  std::string what;
  DecodeOptions options;
  std::vector<TokenId> ids;
  std::size_t taken;
  std::string bytes;
  bool stopped = false;
};

// 284 is longer than a slot, 269 unknown, 301 beyond all ids.
const Row kRows[] = {
    {"all", {}, {267, 284, 268}, 3, "hello<|reserved_token_284|> hello"},
    {"none", {}, {}, 0, ""},
    {"up to an unknown one", {}, {267, 269, 268}, 1, "hello"},
    {"up to one beyond", {}, {284, 301}, 1, "<|reserved_token_284|>"},
    {"skipped, short and long", {.skip = {267, 284}}, {267, 268, 284, 267, 271}, 5, " hello\u4e2d"},
    {"skipped and unknown", {.skip = {269}}, {267, 269}, 1, "hello"},
    {"stop", {.stop = {281, 999999}}, {267, 281, 269}, 2, "hello", true},
    {"stop included",
     {.stop = {281}, .include_stop = true},
     {267, 281, 269},
     2,
     "hello<|end|>",
     true},
    {"long stop",
     {.stop = {284}, .include_stop = true},
     {284, 267},
     1,
     "<|reserved_token_284|>",
     true},
    {"skipped and stop", {.skip = {267}, .stop = {267}}, {268, 267, 268}, 2, " hello", true},
};

TEST_CASE("token joiner: joins as the options say, with slots and without") {
  const Tokenizer with_slots = test::tiny_tokenizer();
  REQUIRE(with_slots.model().slots.for_decoding(LazyTokenSlots::kTokensWorthBuilding,
                                                with_slots.vocabulary()) != nullptr);
  for (const Row& row : kRows) {
    CAPTURE(row.what);
    for (const bool fast : {false, true}) {
      CAPTURE(fast);
      const Tokenizer tokenizer = fast ? with_slots : test::tiny_tokenizer();
      TokenJoiner joiner(tokenizer.model(), row.options);
      joiner.expect(fast ? TokenJoiner::kIdsWorthOwnSizes : 1);
      WideBuffer bytes;
      CHECK(joiner.join(row.ids, bytes) == row.taken);
      CHECK(bytes.view() == row.bytes);
      CHECK(joiner.stopped() == row.stopped);
      std::string joined;
      for (std::size_t i = 0; i < row.taken; ++i) joined += joiner.joined_bytes(row.ids[i]);
      CHECK(joined == row.bytes);
      joiner.restart();
      CHECK_FALSE(joiner.stopped());
    }
  }
}

TEST_CASE("token joiner: more ids than are joined at once") {
  const Tokenizer tokenizer = test::tiny_tokenizer();
  TokenJoiner joiner(tokenizer.model(), {});
  joiner.expect(LazyTokenSlots::kTokensWorthBuilding);
  for (const std::size_t more : {0u, 1u, 2u}) {
    WideBuffer bytes;
    const std::vector<TokenId> ids(2 * TokenJoiner::kIdsAtOnce + more, 258);
    CHECK(joiner.join(ids, bytes) == ids.size());
    CHECK(bytes.size() == 3 * ids.size());
  }
}

}  // namespace
}  // namespace kimitok

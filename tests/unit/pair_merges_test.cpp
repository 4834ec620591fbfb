#include "tokenizer/pair_merges.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

using test::id_of_byte;

const TokenId a = id_of_byte('a'), b = id_of_byte('b'), c = id_of_byte('c');

TEST_CASE("pair merges: a listed pair has its place in the list as rank") {
  const std::vector<PairMerge> merges = {{b, c, 257}, {a, b, 256}, {a, 257, 258}, {256, c, 258}};
  const auto pairs = PairMerges::create(merges, test::ranks_of(test::tiny_tokens()));
  REQUIRE(pairs.has_value());
  for (Rank rank = 0; rank < merges.size(); ++rank) {
    CAPTURE(rank);
    const Candidate found = pairs->find(merges[rank].left, merges[rank].right);
    CHECK(found.rank == rank);
    CHECK(found.merged == merges[rank].merged);
  }
  CHECK(pairs->find(c, b).rank == kNoRank);
  CHECK(pairs->find(a, a).merged == kNoToken);
}

TEST_CASE("pair merges: a merge that cannot be is refused with its place") {
  struct Row {
    PairMerge merge;
    std::string sentence;
  };
  const Row rows[] = {
      {{269, b, 256}, "merge 1 does not join tokens 269 and 55 into token 256"},
      {{a, 9999, 256}, "merge 1 does not join tokens 52 and 9999 into token 256"},
      {{a, b, 269}, "merge 1 does not join tokens 52 and 55 into token 269"},
      {{a, b, 257}, "merge 1 does not join tokens 52 and 55 into token 257"},
      {{b, a, 256}, "merge 1 does not join tokens 55 and 52 into token 256"},
      {{a, b, 258}, "merge 1 does not join tokens 52 and 55 into token 258"},
      {{b, c, 257}, "merge 1, of tokens 55 and 54, comes twice"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.sentence);
    const auto pairs = PairMerges::create(std::vector<PairMerge>{{b, c, 257}, row.merge},
                                          test::ranks_of(test::tiny_tokens()));
    REQUIRE_FALSE(pairs.has_value());
    CHECK(pairs.error().code() == ErrorCode::model_malformed);
    CHECK(pairs.error().sentence() == row.sentence);
  }
}

}  // namespace
}  // namespace kimitok

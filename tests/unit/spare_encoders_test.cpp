#include "tokenizer/spare_encoders.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

std::vector<TokenId> encode(PieceEncoder& encoder, const std::string& piece) {
  const std::uint32_t end = static_cast<std::uint32_t>(piece.size());
  const auto ids = encoder.encode(piece, {&end, 1});
  return {ids.begin(), ids.end()};
}

TEST_CASE("spare encoders: what was given back is taken again") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  const FastTables tables(ranks);
  SpareEncoders spares;
  auto encoder = spares.take(tables);
  const PieceEncoder* const first = encoder.get();
  const auto other = spares.take(tables);
  CHECK(other.get() != first);
  const auto ids = encode(*encoder, "abcdabcd");
  spares.give(std::move(encoder));
  encoder = spares.take(tables);
  CHECK(encoder.get() == first);
  CHECK(encode(*encoder, "abcdabcd") == ids);
}

TEST_CASE("spare encoders: no two threads are given the same one") {
  const MergeableRanks ranks = test::ranks_of(test::tiny_tokens());
  const FastTables tables(ranks);
  SpareEncoders spares;
  std::vector<int> wrong(4);
  {
    std::vector<std::jthread> threads;
    for (int& errors : wrong) {
      threads.emplace_back([&] {
        for (int round = 0; round < 2'000; ++round) {
          auto encoder = spares.take(tables);
          errors += encode(*encoder, "abcd") == std::vector<TokenId>{260} ? 0 : 1;
          errors +=
              encode(*encoder, "aaaaa") == std::vector<TokenId>{262, test::id_of_byte('a')} ? 0 : 1;
          spares.give(std::move(encoder));
        }
      });
    }
  }
  CHECK(wrong == std::vector<int>(4));
}

}  // namespace
}  // namespace kimitok

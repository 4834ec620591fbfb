#include "tokenizer/token_slots.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <thread>
#include <vector>

#include "support/tiny_vocabulary.hpp"

namespace kimitok {
namespace {

TEST_CASE("token slots: each short token has one, all others none") {
  const Vocabulary vocabulary = test::tiny_vocabulary();
  const TokenSlots slots(vocabulary);
  REQUIRE(slots.sizes().size() == vocabulary.end_id());
  std::size_t with_slot = 0, too_long = 0, gaps = 0;
  for (TokenId id = 0; id < vocabulary.end_id(); ++id) {
    CAPTURE(id);
    const auto bytes = vocabulary.bytes_of(id);
    const bool has_slot = bytes && bytes->size() <= TokenSlots::kSlotBytes;
    gaps += !bytes;
    too_long += bytes && !has_slot;
    with_slot += has_slot;
    if (!has_slot) {
      CHECK(slots.sizes()[id] == TokenSlots::kNoSlot);
      continue;
    }
    REQUIRE(slots.sizes()[id] == bytes->size());
    CHECK(std::string_view(slots.slots()[id].data(), bytes->size()) == *bytes);
  }
  CHECK(with_slot > 256);
  CHECK(too_long == 2);
  CHECK(gaps > 0);
}

TEST_CASE("token slots: are built when as much is decoded, by one of all threads") {
  const Vocabulary vocabulary = test::tiny_vocabulary();
  const LazyTokenSlots lazy;
  constexpr std::uint64_t kEnough = LazyTokenSlots::kTokensWorthBuilding;
  CHECK(lazy.for_decoding(kEnough - 2, vocabulary) == nullptr);
  CHECK(lazy.for_decoding(1, vocabulary) == nullptr);
  std::vector<const TokenSlots*> found(8);
  {
    std::vector<std::jthread> threads;
    for (const TokenSlots*& slots : found) {
      threads.emplace_back([&] { slots = lazy.for_decoding(1, vocabulary); });
    }
  }
  REQUIRE(found.front() != nullptr);
  for (const TokenSlots* slots : found) CHECK(slots == found.front());
  CHECK(found.front()->sizes().size() == vocabulary.end_id());
  CHECK(lazy.for_decoding(0, vocabulary) == found.front());
}

}  // namespace
}  // namespace kimitok

#include "tokenizer/merge_queue.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "support/random.hpp"

namespace kimitok {
namespace {

using Entry = MergeQueue::Entry;

constexpr Rank kEnd = 10'000;

std::vector<Entry> all_of(MergeQueue& queue) {
  std::vector<Entry> entries;
  Entry entry{};
  while (queue.pop(entry, [](std::uint32_t) {})) entries.push_back(entry);
  return entries;
}

TEST_CASE("merge queue: the lowest rank comes first, the leftmost of it") {
  MergeQueue queue(kEnd);
  CHECK(all_of(queue).empty());
  for (const Entry& entry :
       {Entry{64, 3}, {kEnd - 1, 0}, {0, 9}, {64, 1}, {63, 5}, {0, 2}, {4096, 4}, {0, 7}})
    queue.push(entry.rank, entry.position);
  const std::vector<Entry> expected = {{0, 2},  {0, 7},  {0, 9},    {63, 5},
                                       {64, 1}, {64, 3}, {4096, 4}, {kEnd - 1, 0}};
  CHECK(all_of(queue) == expected);
  CHECK(all_of(queue).empty());
}

TEST_CASE("merge queue: lists of every length, in any order of positions") {
  MergeQueue queue(kEnd);
  for (std::uint32_t size = 1; size <= 100; ++size) {
    CAPTURE(size);
    std::vector<Entry> expected;
    for (std::uint32_t i = 0; i < size; ++i) expected.push_back({5, i});
    for (std::uint32_t turned = 0; turned <= size; ++turned) {
      // Ascending but for where it starts again.
      for (std::uint32_t i = 0; i < size; ++i) queue.push(5, (i + turned) % size);
      if (all_of(queue) != expected) FAIL("turned by " << turned);
    }
    for (std::uint32_t i = size; i > 0; --i) queue.push(5, i - 1);
    CHECK(all_of(queue) == expected);
  }
}

TEST_CASE("merge queue: the same entry twice comes twice") {
  MergeQueue queue(kEnd);
  for (int i = 0; i < 40; ++i) queue.push(1, 2);
  CHECK(all_of(queue) == std::vector<Entry>(40, Entry{1, 2}));
}

TEST_CASE("merge queue: most positions of a long list are announced before they come") {
  MergeQueue queue(kEnd);
  for (std::uint32_t i = 0; i < 1'000; ++i) queue.push(3, i);
  std::set<std::uint32_t> announced;
  std::size_t expected = 0;
  Entry entry{};
  while (queue.pop(entry, [&](std::uint32_t position) { announced.insert(position); }))
    expected += announced.contains(entry.position);
  CHECK(expected > 950);
}

// Compares with a sorted set of all entries, while entries come and go.
void compare(test::Random& random, MergeQueue& queue, std::size_t adds, Rank ranks, Rank spread) {
  std::multiset<std::pair<Rank, std::uint32_t>> model;
  const auto add = [&](Rank around) {
    const auto low = static_cast<Rank>(around > spread ? around - spread : 0);
    const auto rank = static_cast<Rank>(
        random.one_in(3) ? random.below(ranks)
                         : random.between(low, std::min(ranks - 1, low + 3 * spread)));
    const auto position = static_cast<std::uint32_t>(random.below(2'000));
    queue.push(rank, position);
    model.emplace(rank, position);
  };
  for (std::size_t i = random.between(1, 300); i > 0; --i) add(0);
  Entry entry{};
  while (queue.pop(entry, [](std::uint32_t) {})) {
    REQUIRE_FALSE(model.empty());
    const Entry lowest{model.begin()->first, model.begin()->second};
    if (entry != lowest) REQUIRE_MESSAGE(entry == lowest, entry.rank << ' ' << entry.position);
    model.erase(model.begin());
    for (std::size_t more = adds > 0 ? random.below(4) : 0; more > 0 && adds > 0; --more, --adds)
      add(entry.rank);
  }
  CHECK(model.empty());
}

TEST_CASE("merge queue: equals a sorted set, whatever comes while entries are taken") {
  test::Random random(40);
  MergeQueue queue(kEnd);
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    const Rank ranks =
        static_cast<Rank>(random.one_in(3) ? random.between(1, 10) : random.between(1, kEnd));
    compare(random, queue, random.below(3'000), ranks, static_cast<Rank>(random.between(0, 50)));
    if (random.one_in(50)) queue.shrink();
  }
}

TEST_CASE("merge queue: what many entries took is given back, and serves again") {
  MergeQueue queue(kEnd);
  for (int round = 0; round < 2; ++round) {
    std::vector<Entry> expected;
    for (std::uint32_t i = 0; i < 3'000'000; ++i) queue.push(i % 7, i ^ 1);
    for (Rank rank = 0; rank < 7; ++rank) {
      for (std::uint32_t i = 0; i < 3'000'000; ++i) {
        if ((i ^ 1) % 7 == rank) expected.push_back({rank, i});
      }
    }
    CHECK(all_of(queue) == expected);
    queue.shrink();
  }
}

}  // namespace
}  // namespace kimitok

#include "encode/decimal.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "little_endian.hpp"

namespace kimitok::app {
namespace {

// Ids below this are written by two table look-ups and one store.
constexpr TokenId kEasyEnd = 1'000'000;

constexpr std::size_t kMaxBytes = 11;  // ten digits and a separator; no less than one store

constexpr std::size_t kIdsAtOnce = 4096;

// Digits in the order of the text, the first in the lowest byte.
struct Digits {
  std::uint64_t bytes = 0;
  std::uint32_t count = 0;

  constexpr Digits then(Digits more) const {
    return {bytes | more.bytes << (8 * count), count + more.count};
  }
};

// The digits of the numbers below 1,000, first without leading zeros (nothing at all for 0), 1,000
// entries on with them: in the low three bytes; the highest byte says how many.
constexpr std::size_t kPadded = 1000;

constexpr std::uint32_t group_of(std::uint32_t number, std::uint32_t count) {
  std::uint32_t bytes = 0;
  for (std::uint32_t i = 0; i < count; ++i, number /= 10) bytes = bytes << 8 | ('0' + number % 10);
  return bytes | count << 24;
}

constexpr std::array<std::uint32_t, 2 * kPadded> kGroups = [] {
  std::array<std::uint32_t, 2 * kPadded> groups{};
  for (std::uint32_t number = 0; number < kPadded; ++number) {
    const std::uint32_t count = number >= 100 ? 3 : number >= 10 ? 2 : number > 0 ? 1 : 0;
    groups[number] = group_of(number, count);
    groups[kPadded + number] = group_of(number, 3);
  }
  return groups;
}();

Digits digits_of(std::uint32_t group) { return {group & 0xFFFFFF, group >> 24}; }

// Requires: 0 < id < kEasyEnd.
Digits easy_digits(TokenId id) {
  const TokenId thousands = id / 1000;
  const Digits rest = digits_of(kGroups[id % 1000 + (thousands > 0 ? kPadded : 0)]);
  return digits_of(kGroups[thousands]).then(rest);
}

// Zero and large ids.
char* write_other(TokenId id, char* at) { return std::to_chars(at, at + kMaxBytes - 1, id).ptr; }

bool is_easy(TokenId id) { return id - 1 < kEasyEnd - 1; }

// `write(id, at)` writes an id where there is room for the widest store, and returns its end.
template <typename Write>
void append_ids(std::span<const TokenId> ids, std::string& text, Write write) {
  while (!ids.empty()) {
    const auto some = ids.first(std::min(ids.size(), kIdsAtOnce));
    const std::size_t begin = text.size();
    text.resize(begin + some.size() * kMaxBytes);
    char* at = text.data() + begin;
    for (const TokenId id : some) at = write(id, at);
    text.resize(static_cast<std::size_t>(at - text.data()));
    ids = ids.subspan(some.size());
  }
}

}  // namespace

void append_ids_before(char separator, std::span<const TokenId> ids, std::string& text) {
  const Digits mark{static_cast<unsigned char>(separator), 1};
  append_ids(ids, text, [mark, separator](TokenId id, char* at) {
    if (!is_easy(id)) {
      at = write_other(id, at);
      *at = separator;
      return at + 1;
    }
    const Digits written = easy_digits(id).then(mark);
    store_little_endian(written.bytes, at);
    return at + written.count;
  });
}

void append_ids_after(char separator, std::span<const TokenId> ids, std::string& text) {
  const Digits mark{static_cast<unsigned char>(separator), 1};
  append_ids(ids, text, [mark, separator](TokenId id, char* at) {
    if (!is_easy(id)) {
      *at = separator;
      return write_other(id, at + 1);
    }
    const Digits written = mark.then(easy_digits(id));
    store_little_endian(written.bytes, at);
    return at + written.count;
  });
}

}  // namespace kimitok::app

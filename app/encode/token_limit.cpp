#include "encode/token_limit.hpp"

#include <algorithm>

namespace kimitok::app {
namespace {

// Whether a cut before ids[at] falls inside a character.
bool splits_character(std::span<const TokenId> ids, std::size_t at, const Vocabulary& vocabulary) {
  if (at == 0 || at == ids.size()) return false;
  const auto first = static_cast<unsigned char>(vocabulary.bytes_of(ids[at])->front());
  return (first & 0xC0) == 0x80;
}

std::size_t clamped(std::uint64_t limit, std::size_t size) {
  return static_cast<std::size_t>(std::min<std::uint64_t>(limit, size));
}

}  // namespace

TokenRange limited(std::span<const TokenId> ids, std::uint64_t limit, cli::Side side,
                   cli::Boundary boundary, const Vocabulary& vocabulary) {
  const bool whole_characters = boundary == cli::Boundary::character;
  const std::size_t kept = clamped(limit, ids.size());
  if (side == cli::Side::head) {
    std::size_t end = kept;
    while (whole_characters && splits_character(ids, end, vocabulary)) --end;
    return {0, end};
  }
  std::size_t begin = ids.size() - kept;
  while (whole_characters && splits_character(ids, begin, vocabulary)) ++begin;
  return {begin, ids.size()};
}

std::vector<TokenRange> chunked(std::span<const TokenId> ids, std::uint64_t size,
                                std::uint64_t overlap, cli::Boundary boundary,
                                const Vocabulary& vocabulary) {
  const bool whole_characters = boundary == cli::Boundary::character;
  std::vector<TokenRange> chunks;
  std::size_t begin = 0;
  while (true) {
    const std::size_t most = begin + clamped(size, ids.size() - begin);
    std::size_t end = most;
    while (whole_characters && end > begin && splits_character(ids, end, vocabulary)) --end;
    // A character of more tokens than a chunk holds is cut: going on matters more.
    if (end == begin) end = most;
    chunks.push_back({begin, end});
    if (end == ids.size()) return chunks;

    std::size_t next = end - clamped(overlap, end - begin - 1);
    while (whole_characters && next < end && splits_character(ids, next, vocabulary)) ++next;
    begin = next;
  }
}

}  // namespace kimitok::app

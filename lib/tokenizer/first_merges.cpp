#include "first_merges.hpp"

#include <algorithm>
#include <unordered_map>

namespace kimitok {
namespace {

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}
bool is_continuation(unsigned byte) { return (byte & 0xC0) == 0x80; }

// The size of the character that begins with `lead` if it has two or three bytes, else 0.
std::size_t wide_size(unsigned lead) {
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  return 0;
}

// Its code point; 0 if `text` does not begin with a whole character of two or three bytes.
char32_t wide_character(std::string_view text, std::size_t size) {
  if (size == 0 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if (!is_continuation(byte_at(text, i))) return 0;
  }
  if (size == 2) return (byte_at(text, 0) & 0x1Fu) << 6 | (byte_at(text, 1) & 0x3Fu);
  return (byte_at(text, 0) & 0x0Fu) << 12 | (byte_at(text, 1) & 0x3Fu) << 6 |
         (byte_at(text, 2) & 0x3Fu);
}

}  // namespace

// The lowest ranks of tokens by how they end and begin.
class FirstMerges::Builder {
 public:
  explicit Builder(const MergeableRanks& ranks) : ranks_(ranks) {
    merges_.ending_.assign(std::size_t{1} << 16, kNever);
    merges_.beginning_.assign(std::size_t{1} << 16, kNever);
    merges_.ascii_.assign(std::size_t{1} << 14, kNoToken);
    merges_.page_.assign(0x10000 / kPageSize, 0);
    merges_.characters_.assign(kPageSize, {});
    merges_.prefixes_.assign(256, kNever);
    for (unsigned byte = 0; byte < 256; ++byte)
      merges_.byte_ids_[byte] = ranks.id_of_byte(static_cast<unsigned char>(byte));
  }

  FirstMerges build() {
    for (TokenId id = 0; id < ranks_.end_id(); ++id) {
      if (const std::string_view bytes = ranks_.bytes_of(id); bytes.size() > 1) note(id, bytes);
    }
    for (TokenId id = 0; id < ranks_.end_id(); ++id) {
      const std::string_view bytes = ranks_.bytes_of(id);
      if (bytes.size() == 2 && byte_at(bytes, 0) < 0x80 && byte_at(bytes, 1) < 0x80)
        add_pair(id, bytes);
      if (bytes.size() > 1 && wide_size(byte_at(bytes, 0)) == bytes.size())
        add_character(id, bytes);
    }
    return std::move(merges_);
  }

 private:
  using Ranks = std::unordered_map<std::uint32_t, Rank>;

  static Coarse coarse(Rank rank) {
    return static_cast<Coarse>(std::min<Rank>(rank >> kShift, kNever));
  }
  static std::uint32_t key(std::string_view bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) value = value << 8 | byte_at(bytes, i);
    return value;
  }
  // Ids are noted in ascending order: the first is the lowest.
  static void note_first(Ranks& ranks, std::string_view bytes, Rank rank) {
    ranks.emplace(key(bytes), rank);
  }
  static Rank lowest(const Ranks& ranks, std::string_view bytes) {
    const auto found = ranks.find(key(bytes));
    return found == ranks.end() ? kNoRank : found->second;
  }

  void note(Rank rank, std::string_view bytes) {
    const std::size_t size = bytes.size();
    Coarse& ending = merges_.ending_[key(bytes.substr(size - 2))];
    Coarse& beginning = merges_.beginning_[key(bytes.substr(0, 2))];
    ending = std::min(ending, coarse(rank));
    beginning = std::min(beginning, coarse(rank));
    for (std::size_t part = 2; part <= 3 && part < size; ++part) {
      note_first(longer_ending_[part], bytes.substr(size - part), rank);
      note_first(longer_beginning_[part], bytes.substr(0, part), rank);
    }
    if (size < 3) return;
    if (byte_at(bytes, size - 2) >= 0xE0 && is_continuation(byte_at(bytes, size - 1))) {
      note_prefix(bytes.substr(size - 3), coarse(rank));
    }
    if (is_continuation(byte_at(bytes, 0)) && is_continuation(byte_at(bytes, 1)) &&
        !is_continuation(byte_at(bytes, 2))) {
      note_first(suffix_, bytes.substr(0, 2), rank);
    }
  }

  // `bytes`: the byte before, and the first two of a character of three.
  void note_prefix(std::string_view bytes, Coarse rank) {
    const auto next = static_cast<std::uint16_t>(merges_.prefixes_.size() / 256);
    const auto [found, is_new] = prefix_.emplace(key(bytes.substr(1)), next);
    if (is_new) merges_.prefixes_.resize(merges_.prefixes_.size() + 256, kNever);
    Coarse& lowest = merges_.prefixes_[std::size_t{found->second} * 256 + byte_at(bytes, 0)];
    lowest = std::min(lowest, rank);
  }

  bool is_below_longer(Rank rank, std::string_view bytes) const {
    return rank < lowest(longer_ending_[bytes.size()], bytes) &&
           rank < lowest(longer_beginning_[bytes.size()], bytes);
  }

  void add_pair(TokenId id, std::string_view bytes) {
    if (is_below_longer(id, bytes)) merges_.ascii_[byte_at(bytes, 0) << 7 | byte_at(bytes, 1)] = id;
  }

  void add_character(TokenId id, std::string_view bytes) {
    const char32_t c = wide_character(bytes, bytes.size());
    const Rank rank = highest_merge(bytes);
    if (c == 0 || rank == kNoRank || !is_below_longer(rank, bytes)) return;
    Character character{id, coarse(rank), 0};
    if (bytes.size() == 3) {
      if (coarse(rank) >= coarse(lowest(suffix_, bytes.substr(1)))) return;
      if (const auto found = prefix_.find(key(bytes.substr(0, 2))); found != prefix_.end())
        character.prefix = found->second;
    }
    std::uint16_t& page = merges_.page_[c / kPageSize];
    if (page == 0) {
      page = static_cast<std::uint16_t>(merges_.characters_.size() / kPageSize);
      merges_.characters_.resize(merges_.characters_.size() + kPageSize);
    }
    merges_.characters_[page * kPageSize + c % kPageSize] = character;
  }

  // The highest rank among the merges that make a character of its bytes; kNoRank if they do not.
  Rank highest_merge(std::string_view bytes) const {
    if (bytes.size() == 2) return ranks_.find(bytes);
    const Rank whole = ranks_.find(bytes);
    const Rank front = ranks_.find(bytes.substr(0, 2)), back = ranks_.find(bytes.substr(1));
    const Rank first = std::min(front, back);
    return first == kNoRank ? kNoRank : std::max(first, whole);
  }

  const MergeableRanks& ranks_;
  FirstMerges merges_;
  Ranks longer_ending_[4], longer_beginning_[4];  // by how many bytes are looked at
  Ranks suffix_;                                  // tokens that begin with the last two of three
  std::unordered_map<std::uint32_t, std::uint16_t> prefix_;
};

FirstMerges FirstMerges::create(const MergeableRanks& ranks) { return Builder(ranks).build(); }

std::size_t FirstMerges::apply(std::string_view piece, TokenId* symbols) const noexcept {
  const std::size_t size = piece.size();
  std::size_t count = 0;
  for (std::size_t i = 0; i < size;) {
    const unsigned byte = byte_at(piece, i);
    if (byte < 0x80) {
      TokenId pair = kNoToken;
      Coarse right = kNever;
      if (i + 1 < size) {
        const unsigned next = byte_at(piece, i + 1);
        pair = next < 0x80 ? ascii_[byte << 7 | next] : kNoToken;
        if (i + 2 < size) right = beginning(next, byte_at(piece, i + 2));
      }
      const Coarse left = i == 0 ? kNever : ending(byte_at(piece, i - 1), byte);
      const bool merge = pair != kNoToken && (pair >> kShift) < std::min(left, right);
      symbols[count++] = merge ? pair : byte_ids_[byte];
      i += merge ? 2 : 1;
      continue;
    }
    const std::size_t wide = wide_size(byte);
    if (const char32_t c = wide_character(piece.substr(i), wide); c != 0) {
      const Character& found = character(c);
      const unsigned before = i == 0 ? 0 : byte_at(piece, i - 1);
      Coarse rival = kNever;
      if (i > 0) rival = std::min(ending(before, byte), prefixes_[found.prefix * 256u + before]);
      if (i + wide < size)
        rival = std::min(rival, beginning(byte_at(piece, i + wide - 1), byte_at(piece, i + wide)));
      if (found.rank < rival) {
        symbols[count++] = found.token;
        i += wide;
        continue;
      }
    }
    symbols[count++] = byte_ids_[byte];
    ++i;
  }
  return count;
}

}  // namespace kimitok

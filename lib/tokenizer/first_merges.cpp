#include "first_merges.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "ranks_tables.hpp"

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
  explicit Builder(const MergeableRanks& ranks) : ranks_(ranks) {}

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
    FirstMerges merges;
    merges.byte_ids_ = ranks_.tables().byte_ids;
    merges.ascii_ = SharedArray<TokenId>(std::move(ascii_));
    merges.ending_ = SharedArray<Coarse>(std::move(ending_));
    merges.beginning_ = SharedArray<Coarse>(std::move(beginning_));
    merges.page_ = SharedArray<std::uint16_t>(std::move(page_));
    merges.characters_ = SharedArray<Character>(std::move(characters_));
    merges.prefixes_ = SharedArray<Coarse>(std::move(prefixes_));
    return merges;
  }

 private:
  // By the two bytes that are looked at, or by the character of three.
  using Ranks = std::vector<Rank>;

  static Coarse coarse(Rank rank) {
    return static_cast<Coarse>(std::min<Rank>(rank >> kShift, kNever));
  }
  // Requires: two bytes.
  static std::size_t key(std::string_view bytes) {
    return byte_at(bytes, 0) << 8 | byte_at(bytes, 1);
  }
  // Ids are noted in ascending order: the first is the lowest.
  static void note_first(Rank& lowest, Rank rank) {
    if (lowest == kNoRank) lowest = rank;
  }

  void note(Rank rank, std::string_view bytes) {
    const std::size_t size = bytes.size();
    Coarse& ending = ending_[key(bytes.substr(size - 2))];
    Coarse& beginning = beginning_[key(bytes.substr(0, 2))];
    ending = std::min(ending, coarse(rank));
    beginning = std::min(beginning, coarse(rank));
    if (size < 3) return;
    note_first(longer_ending_[key(bytes.substr(size - 2))], rank);
    note_first(longer_beginning_[key(bytes.substr(0, 2))], rank);
    if (byte_at(bytes, size - 2) >= 0xE0 && is_continuation(byte_at(bytes, size - 1))) {
      note_prefix(bytes.substr(size - 3), coarse(rank));
    }
    if (is_continuation(byte_at(bytes, 0)) && is_continuation(byte_at(bytes, 1)) &&
        !is_continuation(byte_at(bytes, 2))) {
      note_first(suffix_[key(bytes)], rank);
    }
    if (size < 4) return;
    if (const char32_t c = wide_of_three(bytes.substr(size - 3)); c != 0)
      note_first(longer_ending_wide_[c], rank);
    if (const char32_t c = wide_of_three(bytes); c != 0)
      note_first(longer_beginning_wide_[c], rank);
  }

  // The character of three bytes that `bytes` begin with; 0 if they do not.
  static char32_t wide_of_three(std::string_view bytes) {
    return wide_size(byte_at(bytes, 0)) == 3 ? wide_character(bytes, 3) : 0;
  }

  // `bytes`: the byte before, and the first two of a character of three.
  void note_prefix(std::string_view bytes, Coarse rank) {
    std::uint16_t& prefix = prefix_[key(bytes.substr(1))];
    if (prefix == 0) {
      prefix = static_cast<std::uint16_t>(prefixes_.size() / 256);
      prefixes_.resize(prefixes_.size() + 256, kNever);
    }
    Coarse& lowest = prefixes_[std::size_t{prefix} * 256 + byte_at(bytes, 0)];
    lowest = std::min(lowest, rank);
  }

  void add_pair(TokenId id, std::string_view bytes) {
    if (id < longer_ending_[key(bytes)] && id < longer_beginning_[key(bytes)])
      ascii_[byte_at(bytes, 0) << 7 | byte_at(bytes, 1)] = id;
  }

  void add_character(TokenId id, std::string_view bytes) {
    const char32_t c = wide_character(bytes, bytes.size());
    const Rank rank = highest_merge(bytes);
    if (c == 0 || rank == kNoRank) return;
    Character character{id, coarse(rank), 0};
    if (bytes.size() == 2) {
      if (rank >= longer_ending_[key(bytes)] || rank >= longer_beginning_[key(bytes)]) return;
    } else {
      if (rank >= longer_ending_wide_[c] || rank >= longer_beginning_wide_[c]) return;
      if (coarse(rank) >= coarse(suffix_[key(bytes.substr(1))])) return;
      character.prefix = prefix_[key(bytes)];
    }
    std::uint16_t& page = page_[c / kPageSize];
    if (page == 0) {
      page = static_cast<std::uint16_t>(characters_.size() / kPageSize);
      characters_.resize(characters_.size() + kPageSize);
    }
    characters_[page * kPageSize + c % kPageSize] = character;
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
  std::vector<TokenId> ascii_ = std::vector<TokenId>(kAsciiPairs, kNoToken);
  std::vector<Coarse> ending_ = std::vector<Coarse>(kBytePairs, kNever);
  std::vector<Coarse> beginning_ = std::vector<Coarse>(kBytePairs, kNever);
  std::vector<std::uint16_t> page_ = std::vector<std::uint16_t>(kPages, 0);
  std::vector<Character> characters_ = std::vector<Character>(kPageSize);
  std::vector<Coarse> prefixes_ = std::vector<Coarse>(256, kNever);
  // Of tokens longer than what is looked at.
  Ranks longer_ending_ = Ranks(kBytePairs, kNoRank), longer_beginning_ = longer_ending_;
  Ranks longer_ending_wide_ = longer_ending_, longer_beginning_wide_ = longer_ending_;
  Ranks suffix_ = longer_ending_;  // tokens that begin with the last two of three
  std::vector<std::uint16_t> prefix_ = std::vector<std::uint16_t>(kBytePairs, 0);
};

FirstMerges FirstMerges::create(const MergeableRanks& ranks) { return Builder(ranks).build(); }

void FirstMerges::save(ImageWriter& image) const {
  image.add(Section::first_ascii, ascii_.span());
  image.add(Section::first_ending, ending_.span());
  image.add(Section::first_beginning, beginning_.span());
  image.add(Section::first_pages, page_.span());
  image.add(Section::first_characters, characters_.span());
  image.add(Section::first_prefixes, prefixes_.span());
}

std::optional<FirstMerges> FirstMerges::load(const Image& image) {
  auto byte_ids = image.section<TokenId>(Section::byte_ids, 256);
  auto ascii = image.section<TokenId>(Section::first_ascii, kAsciiPairs);
  auto ending = image.section<Coarse>(Section::first_ending, kBytePairs);
  auto beginning = image.section<Coarse>(Section::first_beginning, kBytePairs);
  auto page = image.section<std::uint16_t>(Section::first_pages, kPages);
  auto characters = image.section<Character>(Section::first_characters);
  auto prefixes = image.section<Coarse>(Section::first_prefixes);
  if (!byte_ids || !ascii || !ending || !beginning || !page || !characters || !prefixes)
    return std::nullopt;
  FirstMerges merges;
  merges.byte_ids_ = *std::move(byte_ids);
  merges.ascii_ = *std::move(ascii);
  merges.ending_ = *std::move(ending);
  merges.beginning_ = *std::move(beginning);
  merges.page_ = *std::move(page);
  merges.characters_ = *std::move(characters);
  merges.prefixes_ = *std::move(prefixes);
  if (!merges.is_closed()) return std::nullopt;
  return merges;
}

// Whether every number that leads into another table leads to a place in it.
bool FirstMerges::is_closed() const noexcept {
  std::size_t pages = 0, prefixes = 0;
  for (const std::uint16_t page : page_.span()) pages = std::max<std::size_t>(pages, page);
  for (const Character& character : characters_.span())
    prefixes = std::max<std::size_t>(prefixes, character.prefix);
  return (pages + 1) * kPageSize <= characters_.size() && (prefixes + 1) * 256 <= prefixes_.size();
}

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

// A short piece as a value: compared and hashed whole.
#ifndef KIMITOK_TOKENIZER_PIECE_KEY_HPP_
#define KIMITOK_TOKENIZER_PIECE_KEY_HPP_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace kimitok {

// Bytes 0 to 7 and 8 to 14 of a piece, zero beyond its end, and its size in the top four bits.
struct PieceKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  static constexpr std::size_t kMaxBytes = 15;

  // Equal to the key of no piece, and to no empty slot of a table.
  static constexpr PieceKey none() { return {~std::uint64_t{0}, 0}; }

  // Requires: 1 to kMaxBytes bytes.
  static PieceKey of(std::string_view piece) noexcept {
    std::uint64_t words[2] = {};
    std::memcpy(words, piece.data(), piece.size());
    return {words[0], words[1] | std::uint64_t{piece.size()} << 60};
  }

  // The same for the `size` bytes at `text`, of which 16 must be readable; none() for a size above
  // kMaxBytes.
  static PieceKey read(const char* text, std::size_t size) noexcept {
    std::uint64_t words[2];
    std::memcpy(words, text, 16);
    const Mask& mask = kMasks[size <= kMaxBytes ? size : 0];
    const std::uint64_t longer = size <= kMaxBytes ? 0 : ~std::uint64_t{0};
    return {(words[0] & mask.low) | longer, (words[1] & mask.high) | mask.size};
  }

  // Of a piece before whose memory's end more bytes may follow: whichever of the two is possible.
  // Requires: 1 to kMaxBytes bytes.
  static PieceKey within(std::string_view piece, const char* memory_end) noexcept {
    return memory_end - piece.data() >= 16 ? read(piece.data(), piece.size()) : of(piece);
  }

  // Every bit depends on every byte. The same on every machine: compiled tables hold its results.
  // The product alone would be zero for all pieces that begin with one run of eight bytes, and the
  // same for all whose halves are a number's factors in different ways: a vocabulary could be made
  // of them.
  std::uint64_t hash() const noexcept {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{low ^ 0x9E3779B97F4A7C15u} * (high ^ 0xD6E8FEB86659FD93u);
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64) ^
           std::rotl(high * 0xC2B2AE3D27D4EB4Fu, 32);
  }

  bool operator==(const PieceKey&) const = default;

 private:
  struct Mask {
    std::uint64_t low, high, size;
  };
  static constexpr std::uint64_t low_bytes(std::size_t count) {
    return count >= 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * count)) - 1;
  }
  struct Masks {
    Mask by_size[kMaxBytes + 1];
    constexpr Masks() : by_size() {
      for (std::size_t size = 0; size <= kMaxBytes; ++size) {
        by_size[size] = {low_bytes(size), low_bytes(size < 8 ? 0 : size - 8),
                         std::uint64_t{size} << 60};
      }
    }
    constexpr const Mask& operator[](std::size_t size) const { return by_size[size]; }
  };
  static const Masks kMasks;
};

inline constexpr PieceKey::Masks PieceKey::kMasks;

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_PIECE_KEY_HPP_

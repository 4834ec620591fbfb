// The end of a line of a vocabulary file whose ranks follow each other: counted on in decimal, and
// compared with instead of being read.
#ifndef KIMITOK_LOAD_RANK_TEXT_HPP_
#define KIMITOK_LOAD_RANK_TEXT_HPP_

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "kimitok/token.hpp"

namespace kimitok {

// The digits of a rank and the LF after them. It begins with rank 0.
class RankText {
 public:
  static constexpr TokenId kEnd = 10'000'000;  // the first rank whose text is longer than a word

  bool fits() const noexcept { return value_ < kEnd; }
  std::size_t size() const noexcept { return size_; }  // bytes

  // Whether `text` begins with it. Requires: fits().
  bool begins(std::string_view text) const noexcept {
    if (text.size() < kWord) return text.starts_with(std::string_view(text_.data(), size_));
    return (word(text.data()) & word(mask_.data())) == word(text_.data());
  }

  // To the next rank. Requires: fits().
  void advance() noexcept {
    ++value_;
    std::size_t digits = size_ - 1;
    while (digits > 0 && text_[digits - 1] == '9') text_[--digits] = '0';
    if (digits == 0) return write();  // one digit more than before
    ++text_[digits - 1];
  }

 private:
  static constexpr std::size_t kWord = 8;

  static std::uint64_t word(const char* bytes) noexcept {
    std::uint64_t value;
    std::memcpy(&value, bytes, kWord);
    return value;
  }

  void write() noexcept;

  TokenId value_ = 0;
  std::size_t size_ = 2;
  std::array<char, kWord> text_{'0', '\n'};       // then zeros
  std::array<char, kWord> mask_{'\xFF', '\xFF'};  // all bits of the bytes that the text has
};

}  // namespace kimitok

#endif  // KIMITOK_LOAD_RANK_TEXT_HPP_

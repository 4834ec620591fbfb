#include "decode/json_number.hpp"

#include <algorithm>
#include <limits>

namespace kimitok::app {
namespace {

constexpr std::uint64_t kTooLarge = std::uint64_t{1} << 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool JsonNumber::begin(char c) {
  if (c != '-' && !is_digit(c)) return false;
  state_ = c == '-' ? State::minus : c == '0' ? State::zero : State::integer;
  negative_ = c == '-';
  value_ = is_digit(c) ? static_cast<std::uint64_t>(c - '0') : 0;
  return true;
}

bool JsonNumber::take(char c) {
  const bool exponent = c == 'e' || c == 'E';
  switch (state_) {
    case State::minus:
      if (!is_digit(c)) return false;
      state_ = c == '0' ? State::zero : State::integer;
      return true;
    case State::integer:
      if (is_digit(c)) {
        value_ = std::min(value_ * 10 + static_cast<std::uint64_t>(c - '0'), kTooLarge);
        return true;
      }
      [[fallthrough]];
    case State::zero:
      if (c != '.' && !exponent) return false;
      state_ = exponent ? State::exponent : State::point;
      return true;
    case State::point:
    case State::fraction:
      if (!is_digit(c) && !(exponent && state_ == State::fraction)) return false;
      state_ = exponent ? State::exponent : State::fraction;
      return true;
    case State::exponent:
      if (c == '+' || c == '-') {
        state_ = State::exponent_sign;
        return true;
      }
      [[fallthrough]];
    case State::exponent_sign:
    case State::exponent_digits:
      if (!is_digit(c)) return false;
      state_ = State::exponent_digits;
      return true;
  }
  return false;
}

bool JsonNumber::is_complete() const {
  return state_ == State::zero || state_ == State::integer || state_ == State::fraction ||
         state_ == State::exponent_digits;
}

std::optional<TokenId> JsonNumber::value() const {
  if (value_ > std::numeric_limits<TokenId>::max()) return std::nullopt;
  return static_cast<TokenId>(value_);
}

}  // namespace kimitok::app

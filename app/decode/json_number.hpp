// A JSON number, byte by byte. (RFC 8259, section 6.)
#ifndef KIMITOK_APP_DECODE_JSON_NUMBER_HPP_
#define KIMITOK_APP_DECODE_JSON_NUMBER_HPP_

#include <cstdint>
#include <optional>

#include "kimitok/token.hpp"

namespace kimitok::app {

class JsonNumber {
 public:
  // Whether a number can begin with `c`; if so, this is that number.
  bool begin(char c);

  // Takes `c` if the number can go on with it.
  bool take(char c);

  // Whether the number may end here.
  bool is_complete() const;

  // Digits only: no sign, fraction or exponent.
  bool is_natural() const {
    return !negative_ && (state_ == State::zero || state_ == State::integer);
  }

  // Of a natural number; nothing if it is above 32 bits.
  std::optional<TokenId> value() const;

 private:
  enum class State {
    minus,
    zero,
    integer,
    point,
    fraction,
    exponent,
    exponent_sign,
    exponent_digits
  };

  State state_ = State::zero;
  bool negative_ = false;
  std::uint64_t value_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_DECODE_JSON_NUMBER_HPP_

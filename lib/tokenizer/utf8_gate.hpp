// Lets a text that arrives in blocks through to the tokenizer as whole characters.
#ifndef KIMITOK_TOKENIZER_UTF8_GATE_HPP_
#define KIMITOK_TOKENIZER_UTF8_GATE_HPP_

#include <cstdint>
#include <string>
#include <string_view>

#include "kimitok/error.hpp"
#include "kimitok/tokenizer.hpp"
#include "validity.hpp"

namespace kimitok {

class Utf8Gate {
 public:
  explicit Utf8Gate(InvalidUtf8 policy) : policy_(policy) {}

  // Appends `bytes` to `text` as the policy says, holding back an unfinished character at the end.
  // Fails with `invalid_utf8` at the byte's offset in everything written; `text` then has what is
  // before.
  Result<void> write(std::string_view bytes, std::string& text);

  // The text ends here: what is held back is ill-formed. Ready for another text.
  Result<void> finish(std::string& text);

  void reset();

  // Of the text that is let through.
  Validity validity() const noexcept {
    return policy_ == InvalidUtf8::bytes ? Validity::unknown : Validity::checked;
  }

 private:
  Result<void> pass(std::string_view bytes, bool final, std::string& text);

  InvalidUtf8 policy_;
  std::string held_;          // an unfinished character: at most three bytes
  std::uint64_t offset_ = 0;  // of the first byte not yet passed
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_UTF8_GATE_HPP_

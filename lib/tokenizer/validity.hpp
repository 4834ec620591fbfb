// What is known of a text's bytes, so that nobody looks twice.
#ifndef KIMITOK_TOKENIZER_VALIDITY_HPP_
#define KIMITOK_TOKENIZER_VALIDITY_HPP_

namespace kimitok {

enum class Validity {
  unknown,
  checked,  // they are valid UTF-8
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_VALIDITY_HPP_

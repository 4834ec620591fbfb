// Decoding as it is defined: join the bytes, then look at them.
#ifndef KIMITOK_TESTS_REFERENCE_NAIVE_DECODER_HPP_
#define KIMITOK_TESTS_REFERENCE_NAIVE_DECODER_HPP_

#include <optional>
#include <string>
#include <vector>

#include "kimitok/decode_stream.hpp"

namespace kimitok::reference {

struct Decoded {
  std::string text;
  std::optional<std::string> failure;  // the sentence
  bool operator==(const Decoded&) const = default;
};

// What a DecodeStream gives for `ids` and the end of the text after them, or up to its failure.
Decoded decode(const Vocabulary& vocabulary, const std::vector<TokenId>& ids,
               const DecodeOptions& options);

}  // namespace kimitok::reference

#endif  // KIMITOK_TESTS_REFERENCE_NAIVE_DECODER_HPP_

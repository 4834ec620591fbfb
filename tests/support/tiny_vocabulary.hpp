// A vocabulary small enough to check by eye.
//
//   byte b         id b ^ 0x55, so that no test passes by taking a byte for its id
//   256 ab   257 bc   258 abc   259 cd   260 abcd   261 aa   262 aaaa   263 two spaces
//   264 he   265 ll   266 hell  267 hello           268 " hello"
//   270 E4 B8         271 E4 B8 AD (U+4E2D)         275 xyz, which no merge leads to
//   280 [BOS]   281 <|end|>   282 <|end|>x   283 <|call|>, not flagged special
//   284 <|reserved_token_284|>   300 <|reserved_token_300|>
//
// 269, 272 to 274, 276 to 279 and 285 to 299 are gaps.
#ifndef KIMITOK_TESTS_SUPPORT_TINY_VOCABULARY_HPP_
#define KIMITOK_TESTS_SUPPORT_TINY_VOCABULARY_HPP_

#include <map>
#include <string>
#include <vector>

#include "kimitok/tokenizer.hpp"

namespace kimitok::test {

using Tokens = std::map<TokenId, std::string>;

// The 256 single bytes, byte b with id b ^ 0x55.
Tokens single_bytes();
Tokens tiny_tokens();
std::vector<SpecialToken> tiny_special_tokens();

// These fail the running test if the library refuses.
MergeableRanks ranks_of(const Tokens& tokens);
Vocabulary tiny_vocabulary();
Tokenizer tiny_tokenizer();  // with Kimi's pattern

inline TokenId id_of_byte(char byte) {
  return static_cast<TokenId>(static_cast<unsigned char>(byte) ^ 0x55u);
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_TINY_VOCABULARY_HPP_

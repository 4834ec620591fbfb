// The characters that stand for bytes in a tokenizer.json. (GPT-2's bytes_to_unicode)
#ifndef KIMITOK_LOAD_BYTE_ALPHABET_HPP_
#define KIMITOK_LOAD_BYTE_ALPHABET_HPP_

#include <string>
#include <string_view>

namespace kimitok {

// Appends the bytes that the characters of `token` stand for. Returns false, with `bytes` as it
// was, if one stands for none. Requires: `token` is valid UTF-8.
bool append_bytes_of(std::string_view token, std::string& bytes);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_BYTE_ALPHABET_HPP_

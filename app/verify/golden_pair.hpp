// llama.cpp's golden files, a pair: NAME.inp holds texts, a separator after each, and NAME.out a
// line for each with its ids. No ids stand for special tokens: the texts are read as ordinary ones.
// (llama.cpp, tests/test-tokenizer-0.cpp and convert_hf_to_gguf_update.py.)
#ifndef KIMITOK_APP_VERIFY_GOLDEN_PAIR_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_PAIR_HPP_

#include <string>
#include <string_view>
#include <vector>

#include "verify/golden.hpp"

namespace kimitok::app {

inline constexpr std::string_view kGoldenPairSeparator = "\n__ggml_vocab_test__\n";

// The record on line n of `ids` comes n-th. Fails with `malformed_input`, with the line of `ids`,
// if it is not ids with one blank between and perhaps one before or after; and, without, if there
// are not as many lines as texts.
Result<std::vector<GoldenRecord>> parse_golden_pair(std::string_view texts, std::string_view ids);

// A line of NAME.out as llama.cpp writes it: a blank before each id.
std::string golden_pair_line(const std::vector<TokenId>& ids);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_PAIR_HPP_

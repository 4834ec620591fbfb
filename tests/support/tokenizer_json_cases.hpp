// A small tokenizer.json, and what to expect where one of its members is replaced.
#ifndef KIMITOK_TESTS_SUPPORT_TOKENIZER_JSON_CASES_HPP_
#define KIMITOK_TESTS_SUPPORT_TOKENIZER_JSON_CASES_HPP_

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "load/tokenizer_json.hpp"
#include "support/tokenizer_files.hpp"

namespace kimitok::test {

// 256 he, 257 ll, 258 llo, 259 hello, 260 a blank and x
inline const std::vector<std::string> kJsonTokens = tokens_with({"he", "ll", "llo", "hello", " x"});
inline constexpr std::string_view kMerges = R"(["h e", "l l", "ll o", "he llo", "Ġ x"])";

inline TokenizerJsonText small() {
  TokenizerJsonText json(kJsonTokens);
  json.merges = kMerges;
  return json;
}

struct Refusal {
  std::string TokenizerJsonText::*member;
  std::string value;
  std::string_view message;
};

inline void check_refusals(const std::vector<Refusal>& rows, ErrorCode code) {
  for (const Refusal& row : rows) {
    CAPTURE(row.value);
    TokenizerJsonText text = small();
    text.*row.member = row.value;
    const auto json = parse_tokenizer_json(text.text());
    REQUIRE_FALSE(json);
    CHECK(json.error().code() == code);
    CHECK(json.error().message() == row.message);
  }
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_TOKENIZER_JSON_CASES_HPP_

// Small tokenizers for tests, written the way the published ones are.
#ifndef KIMITOK_TESTS_SUPPORT_TOKENIZER_FILES_HPP_
#define KIMITOK_TESTS_SUPPORT_TOKENIZER_FILES_HPP_

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/base64.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::test {

// The 256 bytes, then `more`; a token's id is its place.
inline std::vector<std::string> tokens_with(const std::vector<std::string>& more) {
  std::vector<std::string> tokens;
  for (int byte = 0; byte < 256; ++byte) tokens.emplace_back(1, static_cast<char>(byte));
  tokens.insert(tokens.end(), more.begin(), more.end());
  return tokens;
}

inline std::string tiktoken_model(const std::vector<std::string>& tokens) {
  std::string text;
  for (std::size_t id = 0; id < tokens.size(); ++id) {
    text += fmt::format("{} {}\n", encode_base64(tokens[id]), id);
  }
  return text;
}

// `bytes` as a string of a tokenizer.json, with its quotes.
inline std::string byte_level(std::string_view bytes) {
  const auto stands_for_itself = [](unsigned byte) {
    return (byte >= 0x21 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xAC) || byte >= 0xAE;
  };
  std::string text = "\"";
  for (const char c : bytes) {
    const unsigned byte = static_cast<unsigned char>(c);
    char32_t character = byte;
    if (!stands_for_itself(byte)) {
      character = 0x100;
      for (unsigned other = 0; other < byte; ++other) character += !stands_for_itself(other);
    }
    if (c == '"' || c == '\\') text += '\\';
    utf8::append(character, text);
  }
  return text + '"';
}

// A tokenizer.json; each member as JSON text, to be replaced as a test likes.
struct TokenizerJsonText {
  std::string vocab;
  std::string merges = "[]";
  std::string model_options = R"("ignore_merges": false)";
  std::string added_tokens = "[]";
  std::string pre_tokenizer =
      R"({"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true})";
  std::string others =
      R"("version": "1.0", "truncation": null, "padding": null, "normalizer": null)";
  std::string post_processor = "null";
  std::string decoder =
      R"({"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true})";

  explicit TokenizerJsonText(const std::vector<std::string>& tokens) {
    vocab = "{";
    for (std::size_t id = 0; id < tokens.size(); ++id) {
      vocab += fmt::format("{}{}: {}", id == 0 ? "" : ", ", byte_level(tokens[id]), id);
    }
    vocab += "}";
  }

  std::string text() const {
    return fmt::format(
        R"({{{}, "added_tokens": {}, "pre_tokenizer": {}, "post_processor": {}, "decoder": {}, )"
        R"("model": {{"type": "BPE", {}, "vocab": {}, "merges": {}}}}})",
        others, added_tokens, pre_tokenizer, post_processor, decoder, model_options, vocab, merges);
  }
};

// Every split of every token into two tokens, in the order of the tokens' ids: tiktoken's rule as
// merges.
inline std::string all_splits(const std::vector<std::string>& tokens) {
  std::string merges;
  for (const std::string& token : tokens) {
    for (std::size_t size = 1; size < token.size(); ++size) {
      const std::string left = token.substr(0, size);
      const std::string right = token.substr(size);
      if (std::find(tokens.begin(), tokens.end(), left) == tokens.end()) continue;
      if (std::find(tokens.begin(), tokens.end(), right) == tokens.end()) continue;
      merges += fmt::format("{}[{}, {}]", merges.empty() ? "" : ", ", byte_level(left),
                            byte_level(right));
    }
  }
  return "[" + merges + "]";
}

// Any text as a JSON string, with its quotes.
inline std::string json_string(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') json += '\\';
    json += c;
  }
  return json + '"';
}

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_TOKENIZER_FILES_HPP_

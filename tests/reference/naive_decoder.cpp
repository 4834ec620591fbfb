#include "reference/naive_decoder.hpp"

#include <algorithm>
#include <cstddef>

#include "reference/naive_utf8.hpp"

namespace kimitok::reference {
namespace {

bool contains(const std::vector<TokenId>& ids, TokenId id) {
  return std::ranges::find(ids, id) != ids.end();
}

// Whether more bytes could make a character of these, which are none.
bool could_go_on(const std::string& bytes) {
  return std::ranges::any_of(
      std::vector<std::string>{"\x80", "\x90", "\xA0"},
      [&](const std::string& more) { return characters(bytes + more).size() == 1; });
}

}  // namespace

Decoded decode(const Vocabulary& vocabulary, const std::vector<TokenId>& ids,
               const DecodeOptions& options) {
  std::string bytes;
  std::vector<std::size_t> origins;  // the token of each byte
  std::optional<std::string> unknown;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!vocabulary.bytes_of(ids[i])) {
      unknown =
          "token " + std::to_string(i) + ": the vocabulary has no id " + std::to_string(ids[i]);
      break;
    }
    const bool stop = contains(options.stop, ids[i]);
    if (!contains(options.skip, ids[i]) && (!stop || options.include_stop)) {
      bytes += *vocabulary.bytes_of(ids[i]);
      origins.resize(bytes.size(), i);
    }
    if (stop) break;
  }

  Decoded decoded;
  std::size_t at = 0;
  for (const Character& character : characters(bytes)) {
    // What an unknown id cuts off has not become a character or an ill-formed subpart yet.
    const bool last = at + character.bytes.size() == bytes.size();
    if (last && unknown && !character.code_point && could_go_on(character.bytes)) break;
    if (character.code_point || options.errors == DecodeErrors::bytes) {
      decoded.text += character.bytes;
    } else if (options.errors == DecodeErrors::replace) {
      decoded.text += "\uFFFD";
    } else {
      const auto byte = static_cast<unsigned char>(bytes[at]);
      decoded.failure = "token " + std::to_string(origins[at]) +
                        ": the decoded bytes are not UTF-8 from 0x" +
                        "0123456789abcdef"[byte >> 4] + "0123456789abcdef"[byte & 15] + " on";
      return decoded;
    }
    at += character.bytes.size();
  }
  decoded.failure = unknown;
  return decoded;
}

}  // namespace kimitok::reference

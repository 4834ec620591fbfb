// Under any options, whole or in blocks, with one thread or two, the ids are those of the naive
// encoder, and the bytes policy decodes to what went in.
//
//   input = options, blocks, text: one byte, one byte, the rest
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "fuzz/require.hpp"
#include "kimitok/encode_stream.hpp"
#include "kimitok/load.hpp"
#include "reference/naive_encoder.hpp"

namespace kimitok {
namespace {

// The naive encoder takes time that grows with the square of a piece.
constexpr std::size_t kMaxTextBytes = 2048;

const Tokenizer& tokenizer() {
  static const auto loaded = load_tokenizer({.model = KIMITOK_TESTDATA "/kimi-small"});
  fuzz::require(loaded.has_value(), "the small vocabulary loads");
  return loaded->tokenizer;
}

EncodeOptions options_of(unsigned byte) {
  EncodeOptions options;
  options.special = static_cast<SpecialMode>(byte % 4);
  options.chunking = static_cast<Chunking>(byte / 4 % 3);
  options.invalid_utf8 = static_cast<InvalidUtf8>(byte / 12 % 3);
  const auto& specials = tokenizer().vocabulary().specials().all();
  for (std::size_t i = byte % 2; i < specials.size(); i += 2) {
    options.special_ids.push_back(specials[i].id);
  }
  return options;
}

// Fails where the options say so, at a place in the text that is given byte for byte.
void require_allowed(const Error& error, std::string_view text, const EncodeOptions& options) {
  const bool disallowed =
      error.code() == ErrorCode::disallowed_special && options.special == SpecialMode::error;
  const bool ill_formed =
      error.code() == ErrorCode::invalid_utf8 && options.invalid_utf8 == InvalidUtf8::error;
  fuzz::require(disallowed || ill_formed, "the options ask for the failure");
  fuzz::require(options.invalid_utf8 == InvalidUtf8::replace ||
                    error.position().byte.value_or(text.size()) < text.size(),
                "the failure is in the text");
}

std::optional<std::vector<TokenId>> encode_in_blocks(std::string_view text,
                                                     const EncodeOptions& options, unsigned byte) {
  EncodeStream stream(tokenizer(), options, byte % 2 + 1);
  std::vector<TokenId> ids;
  for (std::size_t size = byte / 2; !text.empty(); size = size * 5 % 131) {
    if (!stream.write(text.substr(0, size + 1), ids)) return std::nullopt;
    text.remove_prefix(std::min(text.size(), size + 1));
  }
  if (!stream.finish(ids)) return std::nullopt;
  return ids;
}

void check(std::string_view text, const EncodeOptions& options, unsigned blocks) {
  static reference::NaiveEncoder naive(tokenizer().vocabulary());
  const auto expected = naive.encode(text, options);
  const auto encoded = tokenizer().encode(text, options);
  fuzz::require(encoded.has_value() == expected.has_value(), "the naive encoder fails likewise");
  fuzz::require(encode_in_blocks(text, options, blocks) == expected, "blocks give the same ids");
  if (!encoded) {
    require_allowed(encoded.error(), text, options);
    return;
  }
  fuzz::require(*encoded == *expected, "the naive encoder gives the same ids");
  const auto count = tokenizer().count(text, options);
  fuzz::require(count && *count == encoded->size(), "count is the number of ids");
  const auto decoded = tokenizer().decode(*encoded);
  fuzz::require(decoded.has_value(), "ids decode");
  fuzz::require(
      *decoded == (options.invalid_utf8 == InvalidUtf8::replace ? reference::decode_replacing(text)
                                                                : std::string(text)),
      "ids decode to the text");
}

}  // namespace
}  // namespace kimitok

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2 || size > 2 + kimitok::kMaxTextBytes) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  kimitok::check(text, kimitok::options_of(data[0]), data[1]);
  return 0;
}

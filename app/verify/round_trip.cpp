#include "verify/round_trip.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "kimitok/decode_stream.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

// Primes, so that blocks end everywhere in characters, names and cuts. The smallest would be slow
// for long texts and shows nothing there that it does not show on short ones.
constexpr std::size_t kBlocks[] = {1, 7, 4099, 65537};
constexpr std::size_t kLongTextBytes = 1 << 16;
constexpr std::size_t kIdsAtOnce = 5;

using Found = std::optional<RoundTripFailure>;

RoundTripFailure failure(const EncodeOptions& options, std::string_view check,
                         Difference difference) {
  const std::string_view mode = options.special == SpecialMode::all ? "all" : "none";
  return {fmt::format("special {}, {}", mode, check), options.special, std::move(difference)};
}

Found fails(const EncodeOptions& options, std::string_view check, const Error& error) {
  Difference difference;
  difference.sentence = error.message();
  return failure(options, check, std::move(difference));
}

Result<void> encode_blocks(EncodeStream& stream, std::string_view text, std::size_t block,
                           std::vector<TokenId>& ids) {
  for (std::size_t at = 0; at < text.size(); at += block) {
    if (auto written = stream.write(text.substr(at, block), ids); !written) return written;
  }
  return stream.finish(ids);
}

Result<std::string> decode_in_steps(const Tokenizer& tokenizer, std::span<const TokenId> ids) {
  DecodeStream stream(tokenizer, {});
  std::string text;
  for (std::size_t at = 0; at < ids.size(); at += kIdsAtOnce) {
    const auto step = ids.subspan(at, std::min(kIdsAtOnce, ids.size() - at));
    if (auto written = stream.write(step, text); !written) return fail(std::move(written).error());
  }
  if (auto finished = stream.finish(text); !finished) return fail(std::move(finished).error());
  return text;
}

}  // namespace

RoundTrip::RoundTrip(const LoadedTokenizer& loaded, unsigned threads)
    : loaded_(loaded), threads_(std::max(threads, 2u)) {}

Found RoundTrip::check(std::string_view text) {
  EncodeOptions options;
  options.chunking = loaded_.chunking;
  options.invalid_utf8 = utf8::is_valid(text) ? InvalidUtf8::error : InvalidUtf8::bytes;
  for (const SpecialMode special : {SpecialMode::all, SpecialMode::none}) {
    options.special = special;
    if (auto found = check_mode(text, options)) return found;
  }
  return std::nullopt;
}

Found RoundTrip::check_mode(std::string_view text, const EncodeOptions& options) {
  const auto ids = loaded_.tokenizer.encode(text, options);
  if (!ids) return fails(options, "encoding", ids.error());
  if (auto found = check_decoding(text, options, *ids)) return found;
  if (auto found = check_count(text, options, ids->size())) return found;
  for (const unsigned threads : {1u, threads_}) {
    if (auto found = check_blocks(text, options, threads, *ids)) return found;
  }
  return std::nullopt;
}

Found RoundTrip::check_blocks(std::string_view text, const EncodeOptions& options, unsigned threads,
                              const std::vector<TokenId>& expected) {
  EncodeStream stream(loaded_.tokenizer, options, threads);
  for (const std::size_t block : kBlocks) {
    if (text.size() > kLongTextBytes && block == kBlocks[0]) continue;
    const std::string check = fmt::format("in blocks of {} bytes with {} threads", block, threads);
    std::vector<TokenId> ids;
    if (auto encoded = encode_blocks(stream, text, block, ids); !encoded) {
      return fails(options, check, encoded.error());
    }
    auto difference = difference_of_ids(loaded_.tokenizer.vocabulary(), expected, ids);
    if (difference) return failure(options, check, *std::move(difference));
    if (block >= text.size()) break;
  }
  return std::nullopt;
}

Found RoundTrip::check_count(std::string_view text, const EncodeOptions& options,
                             std::size_t expected) {
  const auto count = loaded_.tokenizer.count(text, options);
  if (!count) return fails(options, "counting", count.error());
  if (*count == expected) return std::nullopt;
  Difference difference;
  difference.sentence = fmt::format("counting gives {}, encoding {} tokens", *count, expected);
  return failure(options, "counting", std::move(difference));
}

Found RoundTrip::check_decoding(std::string_view text, const EncodeOptions& options,
                                const std::vector<TokenId>& ids) {
  const auto whole = loaded_.tokenizer.decode(ids);
  if (!whole) return fails(options, "decoding", whole.error());
  const std::string sentence = "the ids decode to another text";
  if (auto difference = difference_of_texts(text, *whole, sentence)) {
    return failure(options, "decoding", *std::move(difference));
  }
  const auto in_steps = decode_in_steps(loaded_.tokenizer, ids);
  if (!in_steps) return fails(options, "decoding in steps", in_steps.error());
  if (auto difference = difference_of_texts(text, *in_steps, sentence)) {
    return failure(options, "decoding in steps", *std::move(difference));
  }
  return std::nullopt;
}

}  // namespace kimitok::app

#include "verify/golden_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "kimitok/digest.hpp"
#include "kimitok/encode_stream.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kShownAround = 5;

using Found = std::optional<GoldenMismatch>;

Found mismatch(std::string sentence) {
  GoldenMismatch found;
  found.sentence = std::move(sentence);
  return found;
}

Found mismatch(std::string_view doing, const Error& error) {
  return mismatch(fmt::format("{} fails: {}", doing, error.message()));
}

std::string digest_of(const std::vector<TokenId>& ids) {
  Sha256 digest;
  std::string bytes;
  for (const TokenId id : ids) {
    for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(id >> shift & 0xFF);
    if (bytes.size() < 65536) continue;
    digest.update(bytes);
    bytes.clear();
  }
  digest.update(bytes);
  return digest.hex();
}

Found compare_digest(const GoldenDigest& expected, const std::vector<TokenId>& actual) {
  if (actual.size() != expected.tokens) {
    return mismatch(fmt::format("{} tokens, not {}", actual.size(), expected.tokens));
  }
  if (digest_of(actual) == expected.sha256) return std::nullopt;
  return mismatch(fmt::format("the digest of the {} ids differs", actual.size()));
}

template <typename Item>
std::size_t first_difference(const std::vector<Item>& a, const std::vector<Item>& b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// The part of a list of `size` around `index`.
struct Stretch {
  std::size_t begin, end;
};
Stretch around(std::size_t index, std::size_t size) {
  return {index - std::min(index, kShownAround), std::min(size, index + kShownAround + 1)};
}

GoldenWindow window(const std::vector<std::string>& pieces, std::size_t index) {
  const auto [begin, end] = around(index, pieces.size());
  GoldenWindow shown{begin, pieces.size(), {}};
  for (std::size_t i = begin; i < end; ++i) shown.tokens.push_back({std::nullopt, pieces[i]});
  return shown;
}

Result<std::vector<std::string>> split(const Pretokenizer& pretokenizer, std::string_view text) {
  Pretokenizer::Scratch scratch(pretokenizer);
  std::vector<std::string> pieces;
  std::array<std::size_t, 64> ends;
  std::size_t from = 0;
  while (true) {
    const auto count = pretokenizer.split(text, from, ends, scratch);
    if (!count) return fail(count.error());
    if (*count == 0) return pieces;
    for (const std::size_t end : std::span(ends).first(*count)) {
      pieces.emplace_back(text.substr(from, end - from));
      from = end;
    }
  }
}

}  // namespace

Result<Found> GoldenChecker::check(const GoldenRecord& record) const {
  const std::string text = record.text();
  for (std::size_t i = 0; i < record.expectations.size(); ++i) {
    auto found = check_one(record, text, record.expectations[i]);
    if (!found) return found;
    if (!*found) continue;
    (*found)->expectation = i;
    return found;
  }
  return Found();
}

Result<Found> GoldenChecker::check_one(const GoldenRecord& record, const std::string& text,
                                       const GoldenExpectation& expectation) const {
  const bool valid_utf8 = utf8::is_valid(text);
  if (const auto* pieces = std::get_if<std::vector<std::string>>(&expectation.value)) {
    if (!valid_utf8) return mismatch("text that is not UTF-8 has no pieces");
    return compare_pieces(*pieces, text);
  }
  const auto options = options_of(expectation, valid_utf8);
  if (!options) return fail(options.error());
  const bool is_piece = record.form == GoldenRecord::Form::piece;
  const auto actual =
      is_piece ? Result(loaded_.tokenizer.encode_piece(text)) : encode(text, *options);
  if (!actual) return mismatch("encoding", actual.error());

  const auto* ids = std::get_if<std::vector<TokenId>>(&expectation.value);
  Found found = ids != nullptr ? compare_ids(*ids, *actual)
                               : compare_digest(std::get<GoldenDigest>(expectation.value), *actual);
  if (found) return found;
  found = compare_text(record.decoded.value_or(text), *actual);
  if (found || is_piece) return found;
  const auto counted = count(text, *options);
  if (!counted) return mismatch("counting", counted.error());
  if (*counted == actual->size()) return Found();
  return mismatch(fmt::format("counting gives {}, encoding {} tokens", *counted, actual->size()));
}

Result<EncodeOptions> GoldenChecker::options_of(const GoldenExpectation& expectation,
                                                bool valid_utf8) const {
  EncodeOptions options;
  options.special = expectation.special;
  options.chunking = expectation.chunking.value_or(loaded_.chunking);
  options.invalid_utf8 = valid_utf8 ? InvalidUtf8::error : InvalidUtf8::bytes;
  for (const std::string& name : expectation.special_names) {
    const SpecialToken* token = loaded_.tokenizer.vocabulary().specials().find(name);
    if (token == nullptr) {
      return fail(ErrorCode::malformed_input, fmt::format("there is no special token {}", name));
    }
    options.special_ids.push_back(token->id);
  }
  return options;
}

Result<std::vector<TokenId>> GoldenChecker::encode(std::string_view text,
                                                   const EncodeOptions& options) const {
  EncodeStream stream(loaded_.tokenizer, options, threads_);
  std::vector<TokenId> ids;
  if (auto written = stream.write(text, ids); !written) return fail(std::move(written).error());
  if (auto finished = stream.finish(ids); !finished) return fail(std::move(finished).error());
  return ids;
}

Result<std::uint64_t> GoldenChecker::count(std::string_view text,
                                           const EncodeOptions& options) const {
  EncodeStream stream(loaded_.tokenizer, options, threads_);
  std::uint64_t tokens = 0;
  if (auto written = stream.write(text, tokens); !written) return fail(std::move(written).error());
  if (auto finished = stream.finish(tokens); !finished) return fail(std::move(finished).error());
  return tokens;
}

Found GoldenChecker::compare_ids(const std::vector<TokenId>& expected,
                                 const std::vector<TokenId>& actual) const {
  if (expected == actual) return std::nullopt;
  const std::size_t index = first_difference(expected, actual);
  Found found = mismatch(fmt::format("token {} differs", index));
  found->index = index;
  found->byte = 0;
  for (const GoldenToken& token : tokens(std::span(actual).first(index))) {
    *found->byte += token.bytes.size();
  }
  const auto shown = [&](const std::vector<TokenId>& ids) {
    const auto [begin, end] = around(index, ids.size());
    return GoldenWindow{begin, ids.size(), tokens(std::span(ids).subspan(begin, end - begin))};
  };
  found->expected = shown(expected);
  found->actual = shown(actual);
  return found;
}

Found GoldenChecker::compare_pieces(const std::vector<std::string>& expected,
                                    const std::string& text) const {
  const auto actual = split(loaded_.tokenizer.pretokenizer(), text);
  if (!actual) return mismatch("splitting", actual.error());
  if (expected == *actual) return std::nullopt;
  const std::size_t index = first_difference(expected, *actual);
  Found found = mismatch(fmt::format("piece {} differs", index));
  found->index = index;
  found->byte = 0;
  for (std::size_t i = 0; i < index; ++i) *found->byte += expected[i].size();
  found->expected = window(expected, index);
  found->actual = window(*actual, index);
  return found;
}

Found GoldenChecker::compare_text(const std::string& expected,
                                  const std::vector<TokenId>& ids) const {
  const auto decoded = loaded_.tokenizer.decode(ids);
  if (!decoded) return mismatch("decoding", decoded.error());
  if (*decoded == expected) return std::nullopt;
  const auto at = std::ranges::mismatch(expected, *decoded).in1 - expected.begin();
  Found found = mismatch("the ids decode to another text");
  found->byte = static_cast<std::uint64_t>(at);
  return found;
}

std::vector<GoldenToken> GoldenChecker::tokens(std::span<const TokenId> ids) const {
  std::vector<GoldenToken> tokens;
  for (const TokenId id : ids) {
    tokens.push_back({id, std::string(loaded_.tokenizer.vocabulary().bytes_of(id).value_or(""))});
  }
  return tokens;
}

}  // namespace kimitok::app

#include "verify/golden_check.hpp"

#include <fmt/core.h>

#include "kimitok/digest.hpp"
#include "kimitok/encode_stream.hpp"
#include "kimitok/utf8.hpp"
#include "verify/pieces.hpp"

namespace kimitok::app {
namespace {

using Found = std::optional<Difference>;

Found differs(std::string sentence) {
  Difference found;
  found.sentence = std::move(sentence);
  return found;
}

Found fails(std::string_view doing, const Error& error) {
  return differs(fmt::format("{} fails: {}", doing, error.message()));
}

Found compare_digest(const GoldenDigest& expected, const std::vector<TokenId>& ids) {
  const GoldenDigest actual = digest_of(ids);
  if (actual.tokens != expected.tokens) {
    return differs(fmt::format("{} tokens, not {}", actual.tokens, expected.tokens));
  }
  if (actual.sha256 == expected.sha256) return std::nullopt;
  return differs(fmt::format("the digest of the {} ids differs", actual.tokens));
}

}  // namespace

GoldenDigest digest_of(const std::vector<TokenId>& ids) {
  Sha256 digest;
  std::string bytes;
  for (const TokenId id : ids) {
    for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(id >> shift & 0xFF);
    if (bytes.size() < 65536) continue;
    digest.update(bytes);
    bytes.clear();
  }
  digest.update(bytes);
  return {ids.size(), digest.hex()};
}

Result<std::optional<GoldenMismatch>> GoldenChecker::check(const GoldenRecord& record) const {
  const std::string text = record.text();
  for (std::size_t i = 0; i < record.expectations.size(); ++i) {
    auto found = check_one(record, text, record.expectations[i]);
    if (!found) return fail(std::move(found).error());
    if (*found) return std::optional(GoldenMismatch{i, **std::move(found)});
  }
  return std::optional<GoldenMismatch>();
}

Result<Found> GoldenChecker::check_one(const GoldenRecord& record, const std::string& text,
                                       const GoldenExpectation& expectation) const {
  const bool valid_utf8 = utf8::is_valid(text);
  if (const auto* pieces = std::get_if<std::vector<std::string>>(&expectation.value)) {
    if (!valid_utf8) return differs("text that is not UTF-8 has no pieces");
    return compare_pieces(*pieces, text);
  }
  const auto options = options_of(expectation, valid_utf8);
  if (!options) return fail(options.error());
  const auto actual = ids_of(record, text, expectation);
  if (!actual) return fails("encoding", actual.error());

  const auto* ids = std::get_if<std::vector<TokenId>>(&expectation.value);
  Found found = ids != nullptr ? difference_of_ids(loaded_.tokenizer.vocabulary(), *ids, *actual)
                               : compare_digest(std::get<GoldenDigest>(expectation.value), *actual);
  if (found) return found;
  found = compare_text(record.decoded.value_or(text), *actual);
  if (found || record.form == GoldenRecord::Form::piece) return found;
  const auto counted = count(text, *options);
  if (!counted) return fails("counting", counted.error());
  if (*counted == actual->size()) return Found();
  return differs(fmt::format("counting gives {}, encoding {} tokens", *counted, actual->size()));
}

Result<std::vector<TokenId>> GoldenChecker::ids_of(const GoldenRecord& record,
                                                   const std::string& text,
                                                   const GoldenExpectation& expectation) const {
  if (record.form == GoldenRecord::Form::piece) return loaded_.tokenizer.encode_piece(text);
  const auto options = options_of(expectation, utf8::is_valid(text));
  if (!options) return fail(options.error());
  return encode(text, *options);
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

Found GoldenChecker::compare_pieces(const std::vector<std::string>& expected,
                                    const std::string& text) const {
  const auto actual = pieces_of(loaded_.tokenizer.pretokenizer(), text);
  if (!actual) return fails("splitting", actual.error());
  return difference_of_pieces(expected, *actual);
}

Found GoldenChecker::compare_text(const std::string& expected,
                                  const std::vector<TokenId>& ids) const {
  const auto decoded = loaded_.tokenizer.decode(ids);
  if (!decoded) return fails("decoding", decoded.error());
  return difference_of_texts(expected, *decoded, "the ids decode to another text");
}

}  // namespace kimitok::app

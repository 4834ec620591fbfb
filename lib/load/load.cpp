#include "kimitok/load.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "json/quote.hpp"
#include "kimitok/pat_str.hpp"
#include "kimitok/tiktoken_model.hpp"
#include "load/added_token.hpp"
#include "load/kimi_conversion.hpp"
#include "load/kimi_specials.hpp"
#include "load/model_config.hpp"
#include "load/model_files.hpp"
#include "load/ranks_source.hpp"
#include "load/special_token_map.hpp"
#include "load/tokenizer_json.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxConfigBytes = 16u << 20;
constexpr std::size_t kMaxTokenizerJsonBytes = 256u << 20;

// Reads files one after the other, remembers which, and puts their names into errors.
class Reader {
 public:
  template <typename Parse>
  auto read(const fs::path& path, std::size_t max_bytes, Parse parse)
      -> decltype(parse(std::string_view())) {
    auto bytes = read_model_file(path, max_bytes);
    if (!bytes) return fail(std::move(bytes).error());
    auto parsed = parse(std::string_view(*bytes));
    if (!parsed) return fail(std::move(parsed).error().in(path.native()));
    files.push_back(path);
    return parsed;
  }

  Result<SourcedRanks> read_ranks(const fs::path& path, RankGaps gaps, const fs::path& images) {
    auto sourced = kimitok::read_ranks(path, gaps, images);
    if (sourced) files.push_back(path);
    return sourced;
  }

  Result<TokenizerConfig> read_config(const fs::path& path) {
    return read(path, kMaxConfigBytes, parse_tokenizer_config);
  }

  std::vector<fs::path> files;
};

Error usage(std::string_view source, std::string sentence) {
  return Error(ErrorCode::usage, std::move(sentence)).in(source);
}

std::string pattern_choices() {
  std::string choices;
  for (const PublishedPattern& pattern : published_patterns()) {
    choices += std::string(pattern.name) + ", ";
  }
  return choices + "or a pat_str";
}

bool looks_like_name(std::string_view pattern) {
  return pattern.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") ==
         std::string_view::npos;
}

// A misspelt name is a regular expression too, one that matches hardly anything.
Result<std::string> resolve_pattern(const std::string& pattern) {
  if (const auto published = published_pat_str(pattern)) return std::string(*published);
  if (looks_like_name(pattern)) {
    return fail(usage("pattern", fmt::format("no pattern is published as {}", quote(pattern)))
                    .with_remedy("give one of " + pattern_choices()));
  }
  return pattern;
}

// Makes the tokenizer; a pattern the user gave that does not compile is the request's fault.
Result<Tokenizer> create_tokenizer(TokenizerParts parts, const LoadRequest& request,
                                   const fs::path& source) {
  auto tokenizer = Tokenizer::create(std::move(parts));
  if (tokenizer) return tokenizer;
  Error error = std::move(tokenizer).error();
  if (!request.pattern || error.code() != ErrorCode::model_unsupported) {
    return fail(std::move(error).in(source.native()));
  }
  Error of_request = usage("pattern", error.sentence());
  if (const auto byte = error.position().byte) of_request = std::move(of_request).at_byte(*byte);
  return fail(std::move(of_request));
}

Result<Vocabulary> create_vocabulary(MergeableRanks ranks, Result<SpecialTokens> specials,
                                     const fs::path& source) {
  if (!specials) return fail(std::move(specials).error().in(source.native()));
  auto vocabulary = Vocabulary::create(std::move(ranks), *std::move(specials));
  if (!vocabulary) return fail(std::move(vocabulary).error().in(source.native()));
  return vocabulary;
}

Result<LoadedTokenizer> load_kimi(const ModelFiles& files, const LoadRequest& request) {
  if (!request.special_tokens.empty()) {
    return fail(usage("special tokens", "tokenizer_config.json already names them"));
  }
  Reader reader;
  auto sourced = reader.read_ranks(files.vocabulary, RankGaps::refuse, request.images);
  if (!sourced) return fail(std::move(sourced).error());
  auto config = reader.read_config(files.tokenizer_config);
  if (!config) return fail(std::move(config).error());
  if (config->added_tokens.empty()) {
    return fail(Error(ErrorCode::model_malformed, "has no added_tokens_decoder")
                    .in(files.tokenizer_config.native()));
  }
  const TokenId first_slot = sourced->ranks.end_id();
  auto vocabulary =
      create_vocabulary(sourced->ranks, kimi_special_tokens(config->added_tokens, first_slot),
                        files.tokenizer_config);
  if (!vocabulary) return fail(std::move(vocabulary).error());
  if (!files.tokenizer_json.empty()) {
    const auto agrees = reader.read(files.tokenizer_json, kMaxTokenizerJsonBytes,
                                    [&vocabulary](std::string_view bytes) -> Result<void> {
                                      auto json = parse_tokenizer_json(bytes);
                                      if (!json) return fail(std::move(json).error());
                                      return check_conversion(*vocabulary, *json);
                                    });
    if (!agrees) return fail(agrees.error());
  }
  auto pat_str = resolve_pattern(request.pattern.value_or("kimi"));
  if (!pat_str) return fail(std::move(pat_str).error());
  auto tokenizer = create_tokenizer({.vocabulary = *std::move(vocabulary),
                                     .pat_str = *std::move(pat_str),
                                     .uncovered = Uncovered::reject,
                                     .merges = std::nullopt,
                                     .whole_piece_first = true,
                                     .fast_tables = std::move(sourced->tables)},
                                    request, files.vocabulary);
  if (!tokenizer) return fail(std::move(tokenizer).error());
  return LoadedTokenizer{*std::move(tokenizer),     ModelKind::kimi,         Chunking::kimi,
                         *std::move(config),        std::move(reader.files), std::nullopt,
                         std::move(sourced->order), std::move(sourced->note)};
}

Result<LoadedTokenizer> load_vocabulary_file(const ModelFiles& files, const LoadRequest& request) {
  if (!request.pattern) {
    return fail(Error(ErrorCode::usage, "a vocabulary file needs a split pattern")
                    .in(files.vocabulary.native())
                    .with_remedy("name one with --pattern, " + pattern_choices() +
                                 ", or a Kimi model's config with --tokenizer-config"));
  }
  auto pat_str = resolve_pattern(*request.pattern);
  if (!pat_str) return fail(std::move(pat_str).error());
  Reader reader;
  auto sourced = reader.read_ranks(files.vocabulary, RankGaps::allow, request.images);
  if (!sourced) return fail(std::move(sourced).error());
  Result<SpecialTokens> specials = SpecialTokens();
  if (!request.special_tokens.empty()) {
    specials = reader.read(request.special_tokens, kMaxConfigBytes, parse_special_token_map);
  }
  auto vocabulary = create_vocabulary(sourced->ranks, std::move(specials), request.special_tokens);
  if (!vocabulary) return fail(std::move(vocabulary).error());
  auto tokenizer = create_tokenizer({.vocabulary = *std::move(vocabulary),
                                     .pat_str = *std::move(pat_str),
                                     .uncovered = Uncovered::reject,
                                     .merges = std::nullopt,
                                     .whole_piece_first = true,
                                     .fast_tables = std::move(sourced->tables)},
                                    request, files.vocabulary);
  if (!tokenizer) return fail(std::move(tokenizer).error());
  return LoadedTokenizer{*std::move(tokenizer),     ModelKind::tiktoken,     Chunking::none,
                         TokenizerConfig(),         std::move(reader.files), std::nullopt,
                         std::move(sourced->order), std::move(sourced->note)};
}

// What tokenizer_config.json would say, as far as the added tokens tell.
TokenizerConfig config_of(const TokenizerJson& json) {
  TokenizerConfig config;
  config.added_tokens = json.added_tokens;
  for (const AddedToken& token : json.added_tokens) {
    if (token.special) config.additional_special_tokens.push_back(token.content);
  }
  return config;
}

Result<TokenizerConfig> read_config_beside(const ModelFiles& files, const TokenizerJson& json,
                                           Reader& reader) {
  if (files.tokenizer_config.empty()) return config_of(json);
  auto config = reader.read_config(files.tokenizer_config);
  if (!config) return config;
  for (const AddedToken& token : config->added_tokens) {
    const auto same = [&token](const AddedToken& other) {
      return other.id == token.id && other.content == token.content;
    };
    if (std::none_of(json.added_tokens.begin(), json.added_tokens.end(), same)) {
      return fail(Error(ErrorCode::model_mismatch,
                        fmt::format("the added token {}, {}, is not one of tokenizer.json",
                                    token.id, quote(token.content)))
                      .in(files.tokenizer_config.native()));
    }
  }
  if (config->added_tokens.empty()) config->added_tokens = json.added_tokens;
  return config;
}

// The tokenizers library would number the added tokens without gaps, and cut and merge a little
// otherwise. A conversion of a Kimi tokenizer is meant to be that tokenizer, so it gets the ids of
// the original.
Result<SpecialTokens> kimi_slots(const TokenizerJson& json) {
  std::vector<AddedToken> named;
  for (const AddedToken& token : json.added_tokens) {
    if (token.content != reserved_name(token.id)) named.push_back(token);
  }
  return kimi_special_tokens(named, json.ranks.end_id());
}

Result<SpecialTokens> added_specials(const TokenizerJson& json) {
  if (json.kimi_cuts) {
    return fail(ErrorCode::model_unsupported,
                "pre_tokenizer cuts texts as conversions of Kimi do, but " +
                    difference_from_kimi(json).value_or(""));
  }
  if (json.renumbered) {
    const auto& [token, id] = *json.renumbered;
    return fail(
        ErrorCode::model_unsupported,
        fmt::format("the added token {}, {}, leaves a gap, and the tokenizers library would "
                    "number it {}",
                    token.id, quote(token.content), id));
  }
  if (auto ok = check_reproducible(json.added_tokens); !ok) return fail(std::move(ok).error());
  std::vector<SpecialToken> specials;
  for (const AddedToken& token : json.added_tokens) {
    specials.push_back({token.id, token.content, false, token.special});
  }
  return SpecialTokens::create(std::move(specials));
}

Result<LoadedTokenizer> load_tokenizer_json(const ModelFiles& files, const LoadRequest& request) {
  if (request.pattern || !request.special_tokens.empty()) {
    return fail(
        usage(request.pattern ? "pattern" : "special tokens", "a tokenizer.json has its own"));
  }
  Reader reader;
  auto json = reader.read(files.tokenizer_json, kMaxTokenizerJsonBytes, parse_tokenizer_json);
  if (!json) return fail(std::move(json).error());
  const bool is_kimi = !difference_from_kimi(*json);
  auto specials = is_kimi ? kimi_slots(*json) : added_specials(*json);
  if (!specials) return fail(std::move(specials).error().in(files.tokenizer_json.native()));
  auto config = read_config_beside(files, *json, reader);
  if (!config) return fail(std::move(config).error());
  auto vocabulary =
      create_vocabulary(std::move(json->ranks), std::move(specials), files.tokenizer_json);
  if (!vocabulary) return fail(std::move(vocabulary).error());
  auto tokenizer =
      create_tokenizer({.vocabulary = *std::move(vocabulary),
                        .pat_str = std::move(json->pat_str),
                        .uncovered = Uncovered::keep,
                        .merges = is_kimi ? std::nullopt : std::optional(std::move(json->merges)),
                        .whole_piece_first = is_kimi || json->ignore_merges},
                       request, files.tokenizer_json);
  if (!tokenizer) return fail(std::move(tokenizer).error());
  return LoadedTokenizer{*std::move(tokenizer),
                         is_kimi ? ModelKind::kimi : ModelKind::tokenizer_json,
                         is_kimi ? Chunking::kimi : Chunking::none,
                         *std::move(config),
                         std::move(reader.files),
                         std::nullopt};
}

Result<LoadedTokenizer> load_files(const ModelFiles& files, const LoadRequest& request) {
  if (files.vocabulary.empty()) return load_tokenizer_json(files, request);
  if (!files.tokenizer_config.empty()) return load_kimi(files, request);
  const bool in_directory = request.tiktoken_model.empty() && files.vocabulary != request.model;
  if (in_directory && !request.pattern) {
    return fail(Error(ErrorCode::model_not_found,
                      "there is a tiktoken.model in it, but no tokenizer_config.json")
                    .in(request.model.native())
                    .with_remedy("put it there, or give a split pattern"));
  }
  return load_vocabulary_file(files, request);
}

}  // namespace

Result<LoadedTokenizer> load_tokenizer(const LoadRequest& request) {
  auto files = find_model_files(request);
  if (!files) return fail(std::move(files).error());
  auto loaded = load_files(*files, request);
  if (!loaded || files->model_config.empty()) return loaded;
  Reader reader;
  auto vocab_size = reader.read(files->model_config, kMaxConfigBytes, parse_vocab_size);
  if (!vocab_size) return fail(std::move(vocab_size).error());
  loaded->config_vocab_size = *vocab_size;
  loaded->files.push_back(files->model_config);
  return loaded;
}

}  // namespace kimitok

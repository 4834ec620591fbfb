// What a tokenizer is, in a page.
#ifndef KIMITOK_APP_INSPECT_MODEL_SUMMARY_HPP_
#define KIMITOK_APP_INSPECT_MODEL_SUMMARY_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inspect/stop_report.hpp"
#include "kimitok/load.hpp"
#include "tokenizer_source.hpp"

namespace kimitok::app {

struct ModelFile {
  std::string path;
  std::uint64_t size_bytes;
  std::string sha256;
};

struct ModelSummary {
  std::string_view kind, profile, chunking;
  std::vector<ModelFile> files;
  std::uint64_t mergeable = 0;            // tokens
  TokenId mergeable_end = 0;              // one above their highest id
  std::uint64_t named = 0, reserved = 0;  // special tokens
  TokenId end_id = 0;                     // one above the highest id of all
  TokenId longest = 0;                    // the first of the longest mergeable tokens
  std::uint64_t longest_bytes = 0;
  std::optional<std::string_view> pattern_name;  // if published
  std::string_view pat_str;
  std::vector<std::pair<std::string_view, TokenId>> roles;  // "bos" and others the config names
  std::vector<TokenId> skip_special;
  std::optional<std::uint64_t> config_vocab_size;
  std::vector<SpecialToken> named_specials;
  StopReport stops;

  // Whether each id is below config.json's vocab_size, that is, has a row in the embedding.
  bool fits_config() const { return !config_vocab_size || end_id <= *config_vocab_size; }
};

// Reads the tokenizer's files again for their digests, and what says where generation stops. Fails
// with `io`, or `model_malformed` on a generation_config.json. The views live as long as `opened`.
Result<ModelSummary> summarize(const OpenedTokenizer& opened);

// "name   value" lines, and the named special tokens.
std::string human(const ModelSummary& summary);

// {"schema":1,"model":{...}} and a line feed.
std::string json(const ModelSummary& summary);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_MODEL_SUMMARY_HPP_

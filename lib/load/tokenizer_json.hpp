// Reads byte-level BPE from Hugging Face's tokenizer.json.
#ifndef KIMITOK_LOAD_TOKENIZER_JSON_HPP_
#define KIMITOK_LOAD_TOKENIZER_JSON_HPP_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/mergeable_ranks.hpp"
#include "kimitok/tokenizer.hpp"
#include "kimitok/tokenizer_config.hpp"

namespace kimitok {

struct TokenizerJson {
  // An added token to which the tokenizers library gives another id than the file does: it numbers
  // what is not in the vocabulary without gaps.
  struct Renumbered {
    AddedToken token;
    TokenId id;
  };

  MergeableRanks ranks;                  // model.vocab without the added tokens
  std::vector<AddedToken> added_tokens;  // by ascending id
  std::optional<Renumbered> renumbered;  // the first one
  std::string pat_str;
  bool kimi_cuts = false;  // the pre-tokenizer cuts long texts and runs, as conversions of Kimi do
  std::vector<PairMerge> merges;
  bool ignore_merges = false;
};

// Fails with `model_malformed`, naming the path, on what the tokenizers library would not read, and
// with `model_unsupported`, naming path and value, on every feature that would not be reproduced
// exactly.
Result<TokenizerJson> parse_tokenizer_json(std::string_view json);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_TOKENIZER_JSON_HPP_

// The parts of tokenizer_config.json that decide ids or that users ask about.
#ifndef KIMITOK_TOKENIZER_CONFIG_HPP_
#define KIMITOK_TOKENIZER_CONFIG_HPP_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

// One entry of added_tokens_decoder, or of tokenizer.json's added_tokens.
struct AddedToken {
  TokenId id = 0;
  std::string content;
  bool special = false;
  bool lstrip = false;
  bool rstrip = false;
  bool single_word = false;
  bool normalized = false;
};

struct TokenizerConfig {
  std::vector<AddedToken> added_tokens;  // by ascending id
  std::optional<std::string> bos_token, eos_token, unk_token, pad_token;
  std::vector<std::string>
      additional_special_tokens;             // additional_special_tokens, then extra_special_tokens
  std::optional<std::string> chat_template;  // the default one if there are several
  std::optional<std::string> tokenizer_class;

  // Ids are dropped by skip_special_tokens if their names are among these: bos, eos, unk, pad and
  // the additional ones (PreTrainedTokenizerBase.all_special_tokens).
  std::vector<std::string> all_special_tokens() const;
};

// Fails with `model_malformed`, naming the key, on JSON that is not an object, on a duplicate key
// or id, on a value of the wrong type, and on two added tokens with one content. A missing
// added_tokens_decoder leaves added_tokens empty: whether that is an error is for the caller to
// say.
Result<TokenizerConfig> parse_tokenizer_config(std::string_view json);

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_CONFIG_HPP_

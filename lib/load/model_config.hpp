// What a model's config.json and generation_config.json say about its tokenizer.
#ifndef KIMITOK_LOAD_MODEL_CONFIG_HPP_
#define KIMITOK_LOAD_MODEL_CONFIG_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

// vocab_size, or text_config.vocab_size where models of several kinds of input keep it; nothing if
// there is neither. Fails with `model_malformed`, naming the path, on a value of the wrong type.
Result<std::optional<std::uint64_t>> parse_vocab_size(std::string_view json);

struct EosIds {
  std::string key;           // its path: "text_config.eos_token_id"
  std::vector<TokenId> ids;  // in the file's order
};

// eos_token_id and text_config.eos_token_id, each a number or an array of them; what is missing or
// null is left out. Fails with `model_malformed`, naming the path.
Result<std::vector<EosIds>> parse_eos_ids(std::string_view json);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_MODEL_CONFIG_HPP_

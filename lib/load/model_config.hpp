// What a model's config.json says about its tokenizer.
#ifndef KIMITOK_LOAD_MODEL_CONFIG_HPP_
#define KIMITOK_LOAD_MODEL_CONFIG_HPP_

#include <cstdint>
#include <optional>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok {

// vocab_size, or text_config.vocab_size where models of several kinds of input keep it; nothing if
// there is neither. Fails with `model_malformed`, naming the path, on a value of the wrong type.
Result<std::optional<std::uint64_t>> parse_vocab_size(std::string_view json);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_MODEL_CONFIG_HPP_

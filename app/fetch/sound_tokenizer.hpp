// Whether what was fetched is a tokenizer that works.
#ifndef KIMITOK_APP_FETCH_SOUND_TOKENIZER_HPP_
#define KIMITOK_APP_FETCH_SOUND_TOKENIZER_HPP_

#include <filesystem>

#include "kimitok/error.hpp"
#include "kimitok/known_models.hpp"

namespace kimitok::app {

// Loads the tokenizer and runs self_check(). Fails as load_tokenizer(), or with `model_mismatch`,
// which names each check that failed. `known` may be nullptr.
Result<void> check_tokenizer(const std::filesystem::path& directory, const KnownModel* known);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_SOUND_TOKENIZER_HPP_

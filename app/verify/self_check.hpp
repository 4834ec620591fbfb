// Whether a loaded tokenizer is sound in itself.
#ifndef KIMITOK_APP_VERIFY_SELF_CHECK_HPP_
#define KIMITOK_APP_VERIFY_SELF_CHECK_HPP_

#include <string>
#include <vector>

#include "kimitok/known_models.hpp"
#include "kimitok/load.hpp"

namespace kimitok::app {

struct SelfCheck {
  std::string name;     // "specials: 256 from the number of ranks"
  std::string failure;  // empty: passed
};

// Structure (every single byte a token, ranks dense where the kind asks for it), specials (256,
// with absolute reserved names, ids inside config.json's vocab_size), pattern (its pieces cover a
// text that has every class), chunking (the cuts of a long run), decode(encode()) of a sample; for
// a known Kimi model also its special profile and tiktoken.model's hash. `known` may be nullptr.
// Every check is in the result, in a fixed order.
std::vector<SelfCheck> self_check(const LoadedTokenizer& loaded, const KnownModel* known);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_SELF_CHECK_HPP_

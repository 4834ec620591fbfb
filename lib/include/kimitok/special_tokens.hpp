// The tokens that are matched in the text by name, before it is split: "special tokens".
#ifndef KIMITOK_SPECIAL_TOKENS_HPP_
#define KIMITOK_SPECIAL_TOKENS_HPP_

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

struct SpecialToken {
  TokenId id = 0;
  std::string name;       // the text it is matched by and decodes to
  bool reserved = false;  // a Kimi slot without an entry in added_tokens_decoder
  bool special = false;   // the "special" flag of added_tokens_decoder; false for reserved ones
};

// Immutable after create(): const members may be called from any thread.
class SpecialTokens {
 public:
  SpecialTokens() = default;

  // Takes them in any order. Fails with `model_malformed` if an id or a name comes twice or a name
  // is empty.
  static Result<SpecialTokens> create(std::vector<SpecialToken> tokens);

  const std::vector<SpecialToken>& all() const noexcept { return tokens_; }  // by ascending id
  const SpecialToken* find(std::string_view name) const noexcept;  // nullptr if there is none
  const SpecialToken* find(TokenId id) const noexcept;
  std::size_t size() const noexcept { return tokens_.size(); }

 private:
  std::vector<SpecialToken> tokens_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

}  // namespace kimitok

#endif  // KIMITOK_SPECIAL_TOKENS_HPP_

// Which tokens an encoder can give at all.
#ifndef KIMITOK_APP_INSPECT_REACHABILITY_HPP_
#define KIMITOK_APP_INSPECT_REACHABILITY_HPP_

#include <vector>

#include "kimitok/encode_stream.hpp"
#include "kimitok/tokenizer.hpp"

namespace kimitok::app {

class Reachability {
 public:
  explicit Reachability(const Tokenizer& tokenizer);

  // Whether the text that `id` stands for, as ordinary text on its own, is not encoded as `id`
  // alone: the pattern cuts it, or merging takes another way. False for special tokens, which are
  // matched by name, and for tokens that are not UTF-8, which are no text: whether some longer
  // text gives them cannot be told this way. Requires: the vocabulary has `id`.
  bool is_unreachable(TokenId id);

 private:
  const Vocabulary& vocabulary_;
  EncodeStream stream_;
  std::vector<TokenId> ids_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_REACHABILITY_HPP_

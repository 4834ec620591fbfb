// Which tokens are not what their own text is encoded as.
#ifndef KIMITOK_APP_INSPECT_SELF_ENCODING_HPP_
#define KIMITOK_APP_INSPECT_SELF_ENCODING_HPP_

#include <vector>

#include "kimitok/encode_stream.hpp"
#include "kimitok/tokenizer.hpp"

namespace kimitok::app {

class SelfEncoding {
 public:
  explicit SelfEncoding(const Tokenizer& tokenizer);

  // Whether the text that `id` stands for, taken as a whole text, is encoded as something other
  // than `id` alone: the pattern cuts it, or merging takes another way. A token no text gives is
  // always among them, but some longer text may give one that is: " I'" is two tokens of Kimi's,
  // and 4154 in " I'M". False for special tokens, which are matched by name, and for tokens that
  // are not UTF-8, which are no text by themselves. Requires: the vocabulary has `id`.
  bool fails_for(TokenId id);

 private:
  const Vocabulary& vocabulary_;
  EncodeStream stream_;
  std::vector<TokenId> ids_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_SELF_ENCODING_HPP_

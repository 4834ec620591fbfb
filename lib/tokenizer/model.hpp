// The tables of a Tokenizer.
#ifndef KIMITOK_TOKENIZER_MODEL_HPP_
#define KIMITOK_TOKENIZER_MODEL_HPP_

#include <optional>

#include "kimitok/tokenizer.hpp"
#include "pair_merges.hpp"

namespace kimitok {

struct Tokenizer::Model {
  Vocabulary vocabulary;
  Pretokenizer pretokenizer;
  std::optional<PairMerges> pairs;  // none: tiktoken's rule
  bool whole_piece_first;

  const PairMerges* pair_merges() const { return pairs ? &*pairs : nullptr; }
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MODEL_HPP_

// The tables of a Tokenizer.
#ifndef KIMITOK_TOKENIZER_MODEL_HPP_
#define KIMITOK_TOKENIZER_MODEL_HPP_

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "fast_tables.hpp"
#include "kimitok/tokenizer.hpp"
#include "pair_merges.hpp"
#include "token_slots.hpp"

namespace kimitok {

struct Tokenizer::Model {
  Model(Vocabulary of, Pretokenizer by, std::optional<PairMerges> merges, bool whole_first)
      : vocabulary(std::move(of)),
        pretokenizer(std::move(by)),
        pairs(std::move(merges)),
        whole_piece_first(whole_first) {}

  Vocabulary vocabulary;
  Pretokenizer pretokenizer;
  std::optional<PairMerges> pairs;  // none: tiktoken's rule
  bool whole_piece_first;
  LazyTokenSlots slots;

  const PairMerges* pair_merges() const { return pairs ? &*pairs : nullptr; }

  // Built when first asked for, which takes as long as encoding some megabytes without them.
  // nullptr: this vocabulary does not merge by tiktoken's rule, or has too many tokens. May be
  // called from any thread.
  const FastTables* fast_tables() const;

  // Whether fast_tables() has something to give without building it. May be called from any thread.
  bool has_fast_tables() const noexcept { return ready_.load(std::memory_order_acquire); }
  // Bytes of text that have been encoded, which say how much can be expected to follow. May lag.
  mutable std::atomic<std::uint64_t> encoded_bytes = 0;

 private:
  mutable std::once_flag built_;
  mutable std::atomic<bool> ready_ = false;
  mutable std::unique_ptr<const FastTables> fast_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_MODEL_HPP_

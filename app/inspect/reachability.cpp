#include "inspect/reachability.hpp"

#include "kimitok/utf8.hpp"

namespace kimitok::app {

// Uncut: a token that only the reference's cuts would prevent can be given inside other text.
Reachability::Reachability(const Tokenizer& tokenizer)
    : vocabulary_(tokenizer.vocabulary()),
      stream_(tokenizer, {.special = SpecialMode::none, .chunking = Chunking::none}) {}

bool Reachability::is_unreachable(TokenId id) {
  const std::string_view text = vocabulary_.ranks().bytes_of(id);
  if (text.empty() || !utf8::is_valid(text)) return false;
  ids_.clear();
  stream_.reset();
  const bool encoded = stream_.write(text, ids_) && stream_.finish(ids_);
  return !encoded || ids_.size() != 1 || ids_.front() != id;
}

}  // namespace kimitok::app

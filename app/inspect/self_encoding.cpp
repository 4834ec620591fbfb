#include "inspect/self_encoding.hpp"

#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

// The cuts of long text say nothing about a token.
EncodeOptions ordinary_and_uncut() {
  EncodeOptions options;
  options.special = SpecialMode::none;
  options.chunking = Chunking::none;
  return options;
}

}  // namespace

SelfEncoding::SelfEncoding(const Tokenizer& tokenizer)
    : vocabulary_(tokenizer.vocabulary()), stream_(tokenizer, ordinary_and_uncut()) {}

bool SelfEncoding::fails_for(TokenId id) {
  const std::string_view text = vocabulary_.ranks().bytes_of(id);
  if (text.empty() || !utf8::is_valid(text)) return false;
  ids_.clear();
  stream_.reset();
  const bool encoded = stream_.write(text, ids_) && stream_.finish(ids_);
  return !encoded || ids_.size() != 1 || ids_.front() != id;
}

}  // namespace kimitok::app

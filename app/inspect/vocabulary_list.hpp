// Writes tokens of a vocabulary, one after another.
#ifndef KIMITOK_APP_INSPECT_VOCABULARY_LIST_HPP_
#define KIMITOK_APP_INSPECT_VOCABULARY_LIST_HPP_

#include <cstdint>
#include <optional>
#include <string>

#include "cli/args.hpp"
#include "kimitok/load.hpp"
#include "output.hpp"

namespace kimitok::app {

enum class ListForm {
  tsv,    // token_line(): holds any token, for line feeds and tabs are escaped
  jsonl,  // an object of token_members() for each
  json,   // {"schema":1,"tokens":[...]}
};

class VocabularyList {
 public:
  // The tokenizer and the output must outlive the list. Without `limit` all that is added is
  // written.
  VocabularyList(const LoadedTokenizer& loaded, ListForm form, std::optional<std::uint64_t> limit,
                 Output& output);

  // Call start() first and finish() last. Requires: the vocabulary has `id`, and not is_full().
  Result<void> start();
  Result<void> add(TokenId id);
  Result<void> finish();

  bool is_full() const { return limit_ && size_ >= *limit_; }
  std::uint64_t size() const { return size_; }

 private:
  const LoadedTokenizer& loaded_;
  ListForm form_;
  std::optional<std::uint64_t> limit_;
  Output& output_;
  std::uint64_t size_ = 0;
};

// Adds all tokens `wanted` by ascending id, until the list is full. Token -> Result<bool>.
template <typename Wanted>
Result<void> add_tokens(const Vocabulary& vocabulary, VocabularyList& list, Wanted wanted) {
  for (TokenId id = 0; id < vocabulary.end_id() && !list.is_full(); ++id) {
    const auto bytes = vocabulary.bytes_of(id);
    if (!bytes) continue;
    const Result<bool> is_wanted = wanted(id, *bytes);
    if (!is_wanted) return fail(is_wanted.error());
    if (!*is_wanted) continue;
    if (auto added = list.add(id); !added) return added;
  }
  return {};
}

// --specials: "id TAB escaped name TAB flag", the flag being special, ordinary (named, but not
// flagged by the config) or reserved.
Result<void> write_specials(const SpecialTokens& specials, cli::SpecialsShown which, bool json,
                            Output& output);

// An npy array of int32: the number of bytes of each token by id, 0 for special tokens and for ids
// without a token.
Result<void> write_token_bytes(const Vocabulary& vocabulary, Output& output);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_VOCABULARY_LIST_HPP_

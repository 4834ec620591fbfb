// Turns the model flags and the environment into a tokenizer and the ways to use it.
#ifndef KIMITOK_APP_TOKENIZER_SOURCE_HPP_
#define KIMITOK_APP_TOKENIZER_SOURCE_HPP_

#include <string>
#include <vector>

#include "cli/args.hpp"
#include "kimitok/encode_stream.hpp"
#include "kimitok/load.hpp"
#include "messages.hpp"
#include "model_reference.hpp"

namespace kimitok::app {

struct OpenedTokenizer {
  LoadedTokenizer loaded;
  LocatedModel located;  // where -m led
  LoadRequest request;   // what was loaded
};

// Whether the vocabulary may come from its image, and one be made at the end (image_at_end.hpp).
enum class Images { use, ignore };

// From -m, --tiktoken-model and --tokenizer-config, else $KIMITOK_MODEL; without any,
// `model_not_found` says how to name one. -m is what locate_model() takes. Warns if the names of
// the special tokens are not those known of the model.
Result<OpenedTokenizer> open_located_tokenizer(const cli::GlobalArgs& global,
                                               const Messages& messages,
                                               Images images = Images::use);
Result<LoadedTokenizer> open_tokenizer(const cli::GlobalArgs& global, const Messages& messages,
                                       Images images = Images::use);

// --special, --chunking and --invalid-utf8 as the library's options. Fails with `unknown_token` on
// a name that is no special token of this tokenizer.
Result<EncodeOptions> encode_options(const cli::TokenizeArgs& args, const LoadedTokenizer& loaded);

// An id in decimal or a special token's name, as --prepend, --append and --stop-at take them.
// Fails with `unknown_token`.
Result<TokenId> id_or_name(std::string_view value, const LoadedTokenizer& loaded);
Result<std::vector<TokenId>> ids_or_names(const std::vector<std::string>& values,
                                          const LoadedTokenizer& loaded);

// The id of the tokenizer's bos_token or eos_token; `unknown_token` if it has none.
Result<TokenId> bos_id(const LoadedTokenizer& loaded);
Result<TokenId> eos_id(const LoadedTokenizer& loaded);

// Ids added around each record.
struct AddedIds {
  std::vector<TokenId> before, after;
};

// --bos and --prepend, --append and --eos.
Result<AddedIds> added_ids(const cli::TokenizeArgs& args, const LoadedTokenizer& loaded);

// -j, else $KIMITOK_THREADS, else the number of cores; at least 1.
Result<unsigned> thread_count(const cli::GlobalArgs& global);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_TOKENIZER_SOURCE_HPP_

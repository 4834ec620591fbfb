// Loads a tokenizer from files. No network, no environment, no remote code.
#ifndef KIMITOK_LOAD_HPP_
#define KIMITOK_LOAD_HPP_

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/tokenizer.hpp"
#include "kimitok/tokenizer_config.hpp"

namespace kimitok {

struct LoadRequest {
  // A directory (tiktoken.model + tokenizer_config.json, or tokenizer.json), a tiktoken vocabulary
  // file, or a tokenizer.json (told apart by its name's end, ".json").
  std::filesystem::path model = {};
  // These name the two files apart and win over what `model` holds; `model` may then be empty.
  std::filesystem::path tiktoken_model = {};
  std::filesystem::path tokenizer_config = {};
  // For a vocabulary file without a tokenizer_config: a published pattern's name, or a pat_str.
  std::optional<std::string> pattern = std::nullopt;
  // For the same: a JSON object of name -> id, as tiktoken's special_tokens.
  std::filesystem::path special_tokens = {};
  // A directory for images of tiktoken vocabularies: their tables, compiled, so that they need not
  // be computed each time. It, and each file in it that is used, has to belong to the user and be
  // writable by nobody else. What is missing, refused or damaged there never fails a load, whose
  // result is the same without images. Empty: none are used.
  std::filesystem::path images = {};
};

struct ImageOrder;  // internal

enum class ModelKind {
  kimi,            // tiktoken.model with Kimi's pattern, cuts and 256 special slots
  tiktoken,        // a vocabulary file with a pattern of the user's choice
  tokenizer_json,  // byte-level BPE in Hugging Face's format
};

// Which of the known sets of special token names a Kimi tokenizer has (the ids coincide, the names
// do not).
enum class SpecialProfile { k2, k25, k3, other };

struct LoadedTokenizer {
  Tokenizer tokenizer;
  ModelKind kind;
  Chunking chunking;       // the reference's for this kind: kimi, or none for the other two
  TokenizerConfig config;  // empty for a bare vocabulary file
  std::vector<std::filesystem::path> files;  // what was read, in order
  // config.json's vocab_size (or text_config's), if the directory has one.
  std::optional<std::uint64_t> config_vocab_size;
  // For make_image(). Null: there is one, or LoadRequest::images or the file do not allow any.
  std::shared_ptr<const ImageOrder> image_order = nullptr;
  // Whether an image was used, and if not, why; for people. Empty: none was looked for.
  std::string image_note = {};

  SpecialProfile profile() const;
  // Ids that skip_special_tokens drops: those of config.all_special_tokens().
  std::vector<TokenId> skip_special_ids() const;
};

std::string_view name_of(ModelKind kind);
std::string_view name_of(SpecialProfile profile);

// Makes the image of the vocabulary that `tokenizer` was loaded from with this order, so that the
// next load is faster: if it has been used before, or its tables have been built already. Otherwise
// only remembers that it has been used. Takes as long as encoding some megabytes, so it is for the
// end of a program. True: it was made. Fails with `io` where it cannot be written; an image that is
// there is whole at all times.
Result<bool> make_image(const Tokenizer& tokenizer, const ImageOrder& order);

// Fails with `model_not_found` if there is nothing to load (the sentence says what was looked for),
// `model_malformed` naming file and line or key, `model_unsupported` naming the feature,
// `model_mismatch` if tiktoken.model and tokenizer.json of one directory disagree (first differing
// id), `usage` if a vocabulary file comes without a pattern.
Result<LoadedTokenizer> load_tokenizer(const LoadRequest& request);

}  // namespace kimitok

#endif  // KIMITOK_LOAD_HPP_

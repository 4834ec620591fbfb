// A tokenizer: vocabulary, split pattern and merge rule, ready to encode and decode.
//
//   auto loaded = kimitok::load_tokenizer({.model = "Kimi-K2-Instruct"});       // kimitok/load.hpp
//   auto ids = loaded->tokenizer.encode("Hello, world!", {});
#ifndef KIMITOK_TOKENIZER_HPP_
#define KIMITOK_TOKENIZER_HPP_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/error.hpp"
#include "kimitok/pretokenizer.hpp"
#include "kimitok/token.hpp"
#include "kimitok/vocabulary.hpp"

namespace kimitok {

// Where the text is cut before it is tokenized.
enum class Chunking {
  kimi,  // tokenization_kimi.TikTokenTokenizer.encode: every 400,000 code points, and after 25,000
         // of one str.isspace() class
  transformers,  // transformers' slow path: on the names in added_tokens_decoder first, then as
                 // kimi
  none,          // tiktoken.Encoding.encode: nowhere
};

// As --chunking takes it and golden files write it.
std::string_view name_of(Chunking chunking);

// What the name of a special token in the text means.
enum class SpecialMode {
  all,    // the special token (allowed_special="all")
  none,   // ordinary text (encode_ordinary)
  error,  // a `disallowed_special` failure
  some,   // the special token if it is in EncodeOptions::special_ids, otherwise ordinary text
};

// What bytes that are not UTF-8 mean. The reference never sees any: it takes Python strings.
enum class InvalidUtf8 {
  error,    // an `invalid_utf8` failure with the byte offset
  replace,  // U+FFFD for each maximal ill-formed subpart (bytes.decode("utf-8", "replace"));
            // offsets in other failures are then those of the replaced text
  bytes,  // each ill-formed byte is the token of that byte, and splits the text as a special token
          // does; for cuts it counts as one code point that is not a space
};

struct EncodeOptions {
  SpecialMode special = SpecialMode::all;
  std::vector<TokenId> special_ids = {};  // for SpecialMode::some
  Chunking chunking = Chunking::kimi;
  InvalidUtf8 invalid_utf8 = InvalidUtf8::error;
};

// One merge of a tokenizer.json: `left` and `right` become `merged`. Earlier merges come first.
struct PairMerge {
  TokenId left, right, merged;
};

// One merge of a piece, for showing how its ids came about.
struct MergeStep {
  std::size_t begin, middle, end;  // bytes [begin, middle) and [middle, end) became one part
  Rank rank;
  TokenId merged;
};

struct FastTables;  // internal

// What a Tokenizer is made from.
struct TokenizerParts {
  Vocabulary vocabulary;
  std::string pat_str;
  Uncovered uncovered = Uncovered::reject;
  // None: tiktoken's rule, a pair merges if its concatenation is a token, lowest rank first,
  // leftmost on ties. Otherwise: Hugging Face's, a pair merges if it is listed, earliest first,
  // leftmost on ties.
  std::optional<std::vector<PairMerge>> merges = std::nullopt;
  // Whether a piece that is a token is that token whatever the merges say (tiktoken: yes;
  // tokenizer.json: ignore_merges).
  bool whole_piece_first = true;
  // Internal: those of the vocabulary's ranks, where they are known.
  std::shared_ptr<const FastTables> fast_tables = nullptr;
};

// Immutable after create(); copies share their tables. Const members may be called from any thread.
class Tokenizer {
 public:
  // Fails with `model_unsupported` if the pattern does not compile, `model_malformed` if a merge
  // names an unknown token, is listed twice or its result is not its parts joined.
  static Result<Tokenizer> create(TokenizerParts parts);

  const Vocabulary& vocabulary() const noexcept;
  const Pretokenizer& pretokenizer() const noexcept;

  // Builds what makes long texts fast, which otherwise waits until one turns out to be long: for
  // who will encode many short ones. Takes as long as encoding some megabytes, and nothing when
  // called again; ids are the same with and without.
  void prepare() const;

  // The ids of `text`. No BOS or EOS is added. Fails as EncodeOptions says, and with
  // `model_unsupported` where the pattern leaves text uncovered.
  Result<std::vector<TokenId>> encode(std::string_view text, const EncodeOptions& options) const;

  // How many ids encode() would give, without keeping them.
  Result<std::uint64_t> count(std::string_view text, const EncodeOptions& options) const;

  // The ids of one piece: no splitting, no special tokens. Any bytes. (tiktoken's
  // encode_single_piece.)
  std::vector<TokenId> encode_piece(std::string_view piece) const;

  // How merging the bytes of `piece` goes, first merge first, whether or not the piece is a token
  // as a whole. Empty: nothing merges. Requires: piece.size() < 4 GiB.
  std::vector<MergeStep> merge_steps(std::string_view piece) const;

  // The bytes of `ids`, joined. Fails with `unknown_token`, naming the index.
  Result<std::string> decode(std::span<const TokenId> ids) const;

  struct Model;  // the tables; internal
  const Model& model() const noexcept { return *model_; }

 private:
  explicit Tokenizer(std::shared_ptr<const Model> model) : model_(std::move(model)) {}
  std::shared_ptr<const Model> model_;
};

}  // namespace kimitok

#endif  // KIMITOK_TOKENIZER_HPP_

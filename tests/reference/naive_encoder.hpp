// The whole way from text to ids as the reference wrapper goes it, the slow and obvious way: names
// that transformers splits on, cuts, special tokens, pieces, merges.
#ifndef KIMITOK_TESTS_REFERENCE_NAIVE_ENCODER_HPP_
#define KIMITOK_TESTS_REFERENCE_NAIVE_ENCODER_HPP_

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/tokenizer.hpp"
#include "reference/naive_bpe.hpp"
#include "reference/naive_splitter.hpp"
#include "reference/naive_utf8.hpp"

namespace kimitok::reference {

class NaiveEncoder {
 public:
  // For a tokenizer with this vocabulary, Kimi's pattern and tiktoken's merge rule.
  explicit NaiveEncoder(const Vocabulary& vocabulary);

  // Nothing where the options make the text a failure.
  std::optional<std::vector<TokenId>> encode(std::string_view bytes, const EncodeOptions& options);

 private:
  struct Span {
    std::size_t begin, end;                 // characters
    const SpecialToken* special = nullptr;  // the span is this token's name
  };

  std::optional<std::vector<Character>> read(std::string_view bytes, InvalidUtf8 policy) const;
  std::vector<Span> split_on(const std::vector<Character>& text, Span within,
                             const std::function<bool(const SpecialToken&)>& wanted) const;
  void encode_segment(const std::string& segment, std::vector<TokenId>& ids);

  TokenIds token_ids_;
  std::vector<SpecialToken> specials_;
  NaiveSplitter splitter_;
  std::map<std::string, std::vector<TokenId>> pieces_;  // merged before
};

// Where TikTokenTokenizer.encode cuts: the ends of the parts of text[begin, end), in characters.
std::vector<std::size_t> cuts(const std::vector<Character>& text, std::size_t begin,
                              std::size_t end);

}  // namespace kimitok::reference

#endif  // KIMITOK_TESTS_REFERENCE_NAIVE_ENCODER_HPP_

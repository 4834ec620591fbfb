// Compares what a tokenizer does with what a golden record expects.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_CHECK_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_CHECK_HPP_

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "kimitok/load.hpp"
#include "verify/golden.hpp"

namespace kimitok::app {

struct GoldenToken {
  std::optional<TokenId> id;  // none: a piece
  std::string bytes;          // empty if the vocabulary does not have the id
};

// A stretch of a list of tokens or pieces.
struct GoldenWindow {
  std::uint64_t begin = 0;  // index of tokens[0]
  std::uint64_t total = 0;  // how many there are in all
  std::vector<GoldenToken> tokens;
};

// The first difference of a record.
struct GoldenMismatch {
  std::size_t expectation = 0;  // index into the record's
  std::string sentence;         // "token 3 differs"
  // The index of the first differing token or piece, and where in the text it begins. None if
  // only digests can be compared, or something else than tokens differs.
  std::optional<std::uint64_t> index;
  std::optional<std::uint64_t> byte;
  GoldenWindow expected, actual;  // up to five tokens to each side of `index`
};

class GoldenChecker {
 public:
  // Encodes with up to `threads` threads. `loaded` is used as long as this lives.
  GoldenChecker(const LoadedTokenizer& loaded, unsigned threads)
      : loaded_(loaded), threads_(threads) {}

  // For each expectation: the ids of the text, or its pieces; that counting gives as many; that the
  // ids decode to the text, or to `decoded`. Nothing if all is as expected. Text that is not UTF-8
  // is encoded with InvalidUtf8::bytes. Fails with `malformed_input` if "special" holds a name the
  // vocabulary does not have.
  Result<std::optional<GoldenMismatch>> check(const GoldenRecord& record) const;

 private:
  using Found = std::optional<GoldenMismatch>;

  Result<Found> check_one(const GoldenRecord& record, const std::string& text,
                          const GoldenExpectation& expectation) const;
  Result<EncodeOptions> options_of(const GoldenExpectation& expectation, bool valid_utf8) const;
  Result<std::vector<TokenId>> encode(std::string_view text, const EncodeOptions& options) const;
  Result<std::uint64_t> count(std::string_view text, const EncodeOptions& options) const;
  Found compare_ids(const std::vector<TokenId>& expected, const std::vector<TokenId>& actual) const;
  Found compare_pieces(const std::vector<std::string>& expected, const std::string& text) const;
  Found compare_text(const std::string& expected, const std::vector<TokenId>& ids) const;
  std::vector<GoldenToken> tokens(std::span<const TokenId> ids) const;

  const LoadedTokenizer& loaded_;
  unsigned threads_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_CHECK_HPP_

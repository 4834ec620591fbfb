// Compares what a tokenizer does with what a golden record expects.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_CHECK_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_CHECK_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "kimitok/load.hpp"
#include "verify/difference.hpp"
#include "verify/golden.hpp"

namespace kimitok::app {

// The first difference of a record.
struct GoldenMismatch {
  std::size_t expectation = 0;  // index into the record's
  Difference difference;
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

  // What the tokenizer gives for the text with an expectation's options. Fails as check(), and as
  // encoding does.
  Result<std::vector<TokenId>> ids_of(const GoldenRecord& record, const std::string& text,
                                      const GoldenExpectation& expectation) const;

 private:
  using Found = std::optional<Difference>;

  Result<Found> check_one(const GoldenRecord& record, const std::string& text,
                          const GoldenExpectation& expectation) const;
  Result<EncodeOptions> options_of(const GoldenExpectation& expectation, bool valid_utf8) const;
  Result<std::vector<TokenId>> encode(std::string_view text, const EncodeOptions& options) const;
  Result<std::uint64_t> count(std::string_view text, const EncodeOptions& options) const;
  Found compare_pieces(const std::vector<std::string>& expected, const std::string& text) const;
  Found compare_text(const std::string& expected, const std::vector<TokenId>& ids) const;

  const LoadedTokenizer& loaded_;
  unsigned threads_;
};

// The number of `ids`, and the SHA-256 of them as little-endian 32-bit numbers.
GoldenDigest digest_of(const std::vector<TokenId>& ids);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_CHECK_HPP_

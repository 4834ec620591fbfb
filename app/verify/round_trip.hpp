// verify --roundtrip: whether a text survives, and its ids depend on nothing but the text.
#ifndef KIMITOK_APP_VERIFY_ROUND_TRIP_HPP_
#define KIMITOK_APP_VERIFY_ROUND_TRIP_HPP_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/encode_stream.hpp"
#include "kimitok/load.hpp"
#include "verify/difference.hpp"

namespace kimitok::app {

struct RoundTripFailure {
  std::string check;  // "special all, in blocks of 7 bytes"
  SpecialMode special = SpecialMode::all;
  Difference difference;
};

class RoundTrip {
 public:
  // `loaded` is used as long as this lives; up to `threads` threads are.
  RoundTrip(const LoadedTokenizer& loaded, unsigned threads);

  // With names of special tokens meaning the tokens, and as ordinary text: the ids of the whole
  // text, of the text in blocks of odd sizes, with one thread and with several, are the same;
  // counting gives as many; they decode to the text, whole and a few ids at a time. Text that is
  // not UTF-8 is encoded with InvalidUtf8::bytes. Nothing: all is well.
  std::optional<RoundTripFailure> check(std::string_view text);

 private:
  using Found = std::optional<RoundTripFailure>;

  Found check_mode(std::string_view text, const EncodeOptions& options);
  Found check_blocks(std::string_view text, const EncodeOptions& options, unsigned threads,
                     const std::vector<TokenId>& expected);
  Found check_count(std::string_view text, const EncodeOptions& options, std::size_t expected);
  Found check_decoding(std::string_view text, const EncodeOptions& options,
                       const std::vector<TokenId>& ids);

  const LoadedTokenizer& loaded_;
  unsigned threads_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_ROUND_TRIP_HPP_

// Encodes records: whole texts that arrive in blocks, or lists of segments.
#ifndef KIMITOK_APP_RECORD_ENCODER_HPP_
#define KIMITOK_APP_RECORD_ENCODER_HPP_

#include <string_view>

#include "kimitok/encode_stream.hpp"

namespace kimitok::app {

// `Ids` is where ids go: a std::vector<TokenId>, or a std::uint64_t that counts them.
class RecordEncoder {
 public:
  RecordEncoder(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads)
      : stream_(tokenizer, options, threads), ordinary_(tokenizer, as_ordinary(options), threads) {}

  // Forgets the record so far.
  void reset() { stream_.reset(); }

  template <typename Ids>
  Result<void> text(std::string_view bytes, Ids& ids) {
    return stream_.write(bytes, ids);
  }

  // A text of its own. Names in it are special tokens as the options say, or, if not `special`,
  // text.
  template <typename Ids>
  Result<void> segment(std::string_view bytes, bool special, Ids& ids) {
    EncodeStream& stream = special ? stream_ : ordinary_;
    if (auto written = stream.write(bytes, ids); !written) {
      stream.reset();
      return written;
    }
    return stream.finish(ids);
  }

  template <typename Ids>
  Result<void> end(Ids& ids) {
    return stream_.finish(ids);
  }

 private:
  static EncodeOptions as_ordinary(EncodeOptions options) {
    options.special = SpecialMode::none;
    return options;
  }

  EncodeStream stream_;
  EncodeStream ordinary_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_RECORD_ENCODER_HPP_

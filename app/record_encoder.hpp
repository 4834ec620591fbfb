// Encodes records: whole texts that arrive in blocks, or lists of segments.
#ifndef KIMITOK_APP_RECORD_ENCODER_HPP_
#define KIMITOK_APP_RECORD_ENCODER_HPP_

#include <optional>
#include <string_view>
#include <utility>

#include "kimitok/encode_stream.hpp"

namespace kimitok::app {

// `Ids` is where ids go: a std::vector<TokenId>, or a std::uint64_t that counts them.
class RecordEncoder {
 public:
  RecordEncoder(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads)
      : tokenizer_(tokenizer),
        options_(options),
        threads_(threads),
        stream_(tokenizer, options, threads) {}

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
    EncodeStream& stream = special ? stream_ : ordinary();
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
  EncodeStream& ordinary() {
    if (!ordinary_) {
      EncodeOptions options = options_;
      options.special = SpecialMode::none;
      ordinary_.emplace(tokenizer_, std::move(options), threads_);
    }
    return *ordinary_;
  }

  Tokenizer tokenizer_;
  EncodeOptions options_;
  unsigned threads_;
  EncodeStream stream_;
  std::optional<EncodeStream> ordinary_;  // made when first needed
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_RECORD_ENCODER_HPP_

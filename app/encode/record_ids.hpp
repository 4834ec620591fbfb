// Turns records into ids.
#ifndef KIMITOK_APP_ENCODE_RECORD_IDS_HPP_
#define KIMITOK_APP_ENCODE_RECORD_IDS_HPP_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "cli/args.hpp"
#include "kimitok/token_spans.hpp"
#include "record_encoder.hpp"
#include "records.hpp"

namespace kimitok::app {

// Has the ids of the last record it was told of.
class RecordIds : public RecordSink {
 public:
  // A record of fewer ids is written whole or not at all; a longer one as its ids come, in bounded
  // memory.
  static constexpr std::size_t kHeldIds = std::size_t{1} << 20;

  // `added`: how many ids are prepended and appended, which count for --max-tokens.
  RecordIds(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
            const cli::EncodeArgs& args, std::size_t added);

  Result<void> begin(const RecordInfo& info) override;
  Result<void> text(std::string_view bytes) override;
  Result<void> segment(std::string_view bytes, bool special) override;
  Result<void> end() override;
  // Of a record that is cut after its first ids.
  bool satisfied() const override;

  // Those that have come, but for surplus ones under --max-tokens. The caller may take them.
  std::vector<TokenId>& ids() { return ids_; }
  const std::vector<TokenId>& ids() const { return ids_; }
  // Whether ids before those have been forgotten, and where in the text they begin.
  bool forgot() const { return forgot_; }
  const TokenSpans& begins_at() const { return begins_at_; }

 private:
  void forget_surplus();

  const Vocabulary& vocabulary_;
  const cli::EncodeArgs& args_;
  std::uint64_t limit_;
  RecordEncoder encoder_;
  std::vector<TokenId> ids_;
  TokenSpans begins_at_;
  bool forgot_ = false;
};

// How many ids of a record's text --max-tokens leaves room for.
std::uint64_t text_limit(const cli::EncodeArgs& args, std::size_t added);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_RECORD_IDS_HPP_

// What inspect says about texts.
#ifndef KIMITOK_APP_INSPECT_TEXT_REPORT_HPP_
#define KIMITOK_APP_INSPECT_TEXT_REPORT_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inspect/text_pieces.hpp"
#include "kimitok/load.hpp"
#include "output.hpp"
#include "records.hpp"
#include "tokenizer_source.hpp"

namespace kimitok::app {

struct TextReportSetup {
  bool pieces = false, table = false, pretokens = false, merges = false;  // at least one
  bool json = false;
  bool colour = false;
  bool titles = false;               // say which record is meant, for there may be several
  std::optional<std::size_t> width;  // of the terminal
  AddedIds added;                    // put around each record
};

// Shows each record for itself, when it has ended: nothing of a record that fails.
class TextReport : public RecordSink {
 public:
  // All three must outlive the report.
  TextReport(const LoadedTokenizer& loaded, const EncodeOptions& options, TextReportSetup setup,
             Output& output);

  // Before the first record and after the last.
  Result<void> start();
  Result<void> finish();

  Result<void> begin(const RecordInfo& info) override;
  Result<void> text(std::string_view bytes) override;
  Result<void> segment(std::string_view bytes, bool special) override;
  Result<void> end() override;

 private:
  bool shows_pieces() const { return setup_.pretokens || setup_.merges; }
  bool shows_tokens() const { return setup_.pieces || setup_.table; }
  Result<void> tokenize(std::string_view bytes, const EncodeOptions& options);
  std::vector<TokenId> all_ids() const;
  std::string_view bytes_of(TokenId id) const;
  std::string_view piece_bytes(const TextPiece& piece) const;

  std::string title() const;
  std::string human() const;
  std::string token_table() const;
  std::string piece_table() const;
  std::string merge_table() const;
  std::string json() const;
  std::string json_token(TokenId id, std::size_t index, const std::string& place) const;
  std::string json_tokens() const;
  std::string json_pieces() const;

  const LoadedTokenizer& loaded_;
  const EncodeOptions& options_;
  EncodeOptions ordinary_;  // for segments whose names are text
  TextReportSetup setup_;
  Output& output_;

  std::string source_;
  std::uint64_t index_ = 0, line_ = 0;
  std::string text_;          // as it arrives
  std::vector<TokenId> ids_;  // of the text
  std::string decoded_;       // the bytes of ids_
  std::vector<TextPiece> text_pieces_;
  std::uint64_t shown_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_TEXT_REPORT_HPP_

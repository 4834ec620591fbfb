// Writes the texts of records of ids.
#ifndef KIMITOK_APP_DECODE_TEXT_WRITER_HPP_
#define KIMITOK_APP_DECODE_TEXT_WRITER_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "decode/id_reader.hpp"
#include "kimitok/decode_stream.hpp"
#include "output.hpp"

namespace kimitok::app {

struct TextForm {
  std::optional<char> terminator;  // after each record; none: nothing
  bool json = false;               // {"text": ...} or {"base64": ...} for each record, on a line
  bool pieces = false;             // with json: also a member "pieces", an entry for each token
};

// Without json, memory does not grow with a record. With it, a record is kept until its end.
class TextWriter : public IdSink {
 public:
  // `tokenizer` and `output` are used as long as this lives.
  TextWriter(const Tokenizer& tokenizer, DecodeOptions options, TextForm form, Output& output);

  // Fails with `unknown_token` unless a stop token came before it in this record, as end_record()
  // and flush() do with `invalid_utf8` and with the output's failures.
  Result<void> id(TokenId id) override;
  Result<void> end_record() override;

  // Writes all text that is certain.
  Result<void> flush();

  // Gives up the record begun; without json, after writing the text that is certain.
  Result<void> abandon();

 private:
  struct Traits {
    bool known = false, skipped = false, stops = false;
  };

  Result<void> decode(bool final);
  Result<void> write_json();
  void add_piece(TokenId id);
  void begin_record();

  const Tokenizer& tokenizer_;
  TextForm form_;
  bool include_stop_;
  Output& output_;
  DecodeStream stream_;
  std::vector<Traits> traits_;  // by id
  std::vector<TokenId> ids_;    // not yet decoded
  std::string text_;            // decoded and not yet written
  std::string pieces_;          // JSON, without the brackets
  std::uint64_t record_ = 0;
  std::uint64_t index_ = 0;  // of the next id in its record
  bool stopped_ = false;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_DECODE_TEXT_WRITER_HPP_

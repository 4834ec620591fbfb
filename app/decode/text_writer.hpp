// Writes the texts of records of ids.
#ifndef KIMITOK_APP_DECODE_TEXT_WRITER_HPP_
#define KIMITOK_APP_DECODE_TEXT_WRITER_HPP_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

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

  // Fails with `unknown_token` unless a stop token came before it in this record, with
  // `invalid_utf8`, as end_record() does, and with the output's failures.
  Result<void> ids(std::span<const TokenId> ids, std::size_t& known) override;
  Result<void> end_record() override;

  // Hands all text that is certain to the output.
  Result<void> flush();

  // Gives up the record begun; without json, after writing the text that is certain.
  Result<void> abandon();

 private:
  Result<void> failed(const Error& error, std::span<const TokenId> ids, std::size_t& known) const;
  Result<void> write_json();
  void add_pieces(std::span<const TokenId> ids);
  void begin_record();

  const Tokenizer& tokenizer_;
  DecodeOptions options_;
  TextForm form_;
  Output& output_;
  DecodeStream stream_;
  std::string text_;    // decoded and not yet written
  std::string pieces_;  // JSON, without the brackets
  std::uint64_t record_ = 0;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_DECODE_TEXT_WRITER_HPP_

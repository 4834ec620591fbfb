#include "decode/text_writer.hpp"

#include <fmt/format.h>

#include "escaped.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kIdsAtOnce = 8192;

std::string json_member(std::string_view bytes) {
  if (utf8::is_valid(bytes)) return "\"text\":" + json_string(bytes);
  return "\"base64\":\"" + encode_base64(bytes) + '"';
}

}  // namespace

TextWriter::TextWriter(const Tokenizer& tokenizer, DecodeOptions options, TextForm form,
                       Output& output)
    : tokenizer_(tokenizer),
      form_(form),
      include_stop_(options.include_stop),
      output_(output),
      stream_(tokenizer, options),
      traits_(tokenizer.vocabulary().end_id()) {
  for (TokenId id = 0; id < traits_.size(); ++id) {
    traits_[id].known = tokenizer.vocabulary().bytes_of(id).has_value();
  }
  for (const TokenId id : options.skip) traits_.at(id).skipped = true;
  for (const TokenId id : options.stop) traits_.at(id).stops = true;
}

Result<void> TextWriter::id(TokenId id) {
  const std::uint64_t index = index_++;
  if (stopped_) return {};
  if (id >= traits_.size() || !traits_[id].known) {
    return fail(ErrorCode::unknown_token,
                fmt::format("token {}: the vocabulary has no id {}", index, id));
  }
  stopped_ = traits_[id].stops;
  ids_.push_back(id);
  if (form_.pieces && !traits_[id].skipped && (!stopped_ || include_stop_)) add_piece(id);
  return ids_.size() < kIdsAtOnce ? Result<void>() : flush();
}

void TextWriter::add_piece(TokenId id) {
  if (!pieces_.empty()) pieces_ += ',';
  pieces_ +=
      fmt::format("{{\"id\":{},{}}}", id, json_member(*tokenizer_.vocabulary().bytes_of(id)));
}

Result<void> TextWriter::flush() {
  if (auto decoded = decode(false); !decoded) return decoded;
  if (form_.json) return {};
  auto written = output_.write(text_);
  text_.clear();
  return written;
}

Result<void> TextWriter::end_record() {
  if (auto decoded = decode(true); !decoded) return decoded;
  if (form_.json) {
    if (auto written = write_json(); !written) return written;
  } else {
    if (form_.terminator) text_ += *form_.terminator;
    if (auto written = flush(); !written) return written;
  }
  begin_record();
  return {};
}

Result<void> TextWriter::abandon() {
  // The record has failed already; what else is wrong with it does not matter.
  std::string unfinished;
  [[maybe_unused]] const auto decoded = stream_.write(ids_, text_);
  [[maybe_unused]] const auto finished = stream_.finish(unfinished);
  auto written = form_.json ? Result<void>() : output_.write(text_);
  begin_record();
  return written;
}

void TextWriter::begin_record() {
  ids_.clear();
  text_.clear();
  pieces_.clear();
  index_ = 0;
  stopped_ = false;
  ++record_;
}

Result<void> TextWriter::decode(bool final) {
  auto decoded = stream_.write(ids_, text_);
  ids_.clear();
  if (decoded && final) decoded = stream_.finish(text_);
  if (decoded) return decoded;
  const Error& error = decoded.error();
  return fail(Error(error.code(), fmt::format("record {}, {}", record_ + 1, error.sentence()))
                  .with_remedy(error.remedy()));
}

Result<void> TextWriter::write_json() {
  const std::string pieces = form_.pieces ? ",\"pieces\":[" + pieces_ + ']' : std::string();
  return output_.write('{' + json_member(text_) + pieces + "}\n");
}

}  // namespace kimitok::app

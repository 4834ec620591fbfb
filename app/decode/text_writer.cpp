#include "decode/text_writer.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "escaped.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

// Less text waits for more, so that the output is written in large blocks.
constexpr std::size_t kMuch = 64u << 10;

std::string json_member(std::string_view bytes) {
  if (utf8::is_valid(bytes)) return "\"text\":" + json_string(bytes);
  return "\"base64\":\"" + encode_base64(bytes) + '"';
}

bool contains(const std::vector<TokenId>& ids, TokenId id) {
  return std::ranges::find(ids, id) != ids.end();
}

}  // namespace

TextWriter::TextWriter(const Tokenizer& tokenizer, DecodeOptions options, TextForm form,
                       Output& output)
    : tokenizer_(tokenizer),
      options_(std::move(options)),
      form_(form),
      output_(output),
      stream_(tokenizer, options_) {}

Result<void> TextWriter::ids(std::span<const TokenId> ids, std::size_t& known) {
  const bool ignored = stream_.stopped();
  if (auto decoded = stream_.write(ids, text_); !decoded) {
    return failed(decoded.error(), ids, known);
  }
  if (form_.pieces && !ignored) add_pieces(ids);
  return form_.json || text_.size() < kMuch ? Result<void>() : flush();
}

// The stream's failure, in which the first unknown id, if it is about one, is that of `ids`.
Result<void> TextWriter::failed(const Error& error, std::span<const TokenId> ids,
                                std::size_t& known) const {
  if (error.code() != ErrorCode::unknown_token) {
    return fail(Error(error.code(), fmt::format("record {}, {}", record_ + 1, error.sentence()))
                    .with_remedy(error.remedy()));
  }
  const Vocabulary& vocabulary = tokenizer_.vocabulary();
  const auto unknown = std::ranges::find_if_not(
      ids, [&](TokenId id) { return vocabulary.bytes_of(id).has_value(); });
  known = static_cast<std::size_t>(unknown - ids.begin());
  return fail(error);
}

// Up to a stop id, those that leave something in the text.
void TextWriter::add_pieces(std::span<const TokenId> ids) {
  for (const TokenId id : ids) {
    const bool stops = contains(options_.stop, id);
    if (!contains(options_.skip, id) && (!stops || options_.include_stop)) {
      if (!pieces_.empty()) pieces_ += ',';
      pieces_ +=
          fmt::format("{{\"id\":{},{}}}", id, json_member(*tokenizer_.vocabulary().bytes_of(id)));
    }
    if (stops) return;
  }
}

Result<void> TextWriter::flush() {
  if (form_.json) return {};
  auto written = output_.write(text_);
  text_.clear();
  return written;
}

Result<void> TextWriter::end_record() {
  std::size_t known;
  if (auto ended = stream_.finish(text_); !ended) return failed(ended.error(), {}, known);
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
  [[maybe_unused]] const auto finished = stream_.finish(unfinished);
  auto written = flush();
  begin_record();
  return written;
}

void TextWriter::begin_record() {
  text_.clear();
  pieces_.clear();
  ++record_;
}

Result<void> TextWriter::write_json() {
  const std::string pieces = form_.pieces ? ",\"pieces\":[" + pieces_ + ']' : std::string();
  return output_.write('{' + json_member(text_) + pieces + "}\n");
}

}  // namespace kimitok::app

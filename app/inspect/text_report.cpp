#include "inspect/text_report.hpp"

#include <fmt/format.h>

#include <utility>

#include "escaped.hpp"
#include "inspect/aligned_table.hpp"
#include "inspect/piece_view.hpp"
#include "inspect/token_facts.hpp"
#include "kimitok/token_spans.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

using Side = AlignedTable::Column::Side;

EncodeOptions as_ordinary(EncodeOptions options) {
  options.special = SpecialMode::none;
  return options;
}

std::string quoted(std::string_view bytes) { return fmt::format("\"{}\"", escaped(bytes)); }

std::string range(std::uint64_t begin, std::uint64_t end) {
  return fmt::format("{}-{}", begin, end);
}

std::string_view name_of(TextPiece::Kind kind) {
  switch (kind) {
    case TextPiece::Kind::pattern:
      return "pattern";
    case TextPiece::Kind::special:
      return "special";
    case TextPiece::Kind::byte:
      return "byte";
  }
  return "";
}

}  // namespace

TextReport::TextReport(const LoadedTokenizer& loaded, const EncodeOptions& options,
                       TextReportSetup setup, Output& output)
    : loaded_(loaded),
      options_(options),
      ordinary_(as_ordinary(options)),
      setup_(std::move(setup)),
      output_(output) {}

Result<void> TextReport::start() {
  return setup_.json ? output_.write(R"({"schema":1,"records":[)") : Result<void>();
}

Result<void> TextReport::finish() { return setup_.json ? output_.write("]}\n") : Result<void>(); }

Result<void> TextReport::begin(const RecordInfo& info) {
  source_ = info.source;
  index_ = info.index;
  line_ = info.line;
  text_.clear();
  ids_.clear();
  decoded_.clear();
  text_pieces_.clear();
  return {};
}

Result<void> TextReport::text(std::string_view bytes) {
  text_ += bytes;
  return {};
}

Result<void> TextReport::segment(std::string_view bytes, bool special) {
  return tokenize(bytes, special ? options_ : ordinary_);
}

Result<void> TextReport::end() {
  if (auto done = tokenize(text_, options_); !done) return done;
  const std::string shown = setup_.json ? json() : human();
  ++shown_;
  return output_.write(shown);
}

Result<void> TextReport::tokenize(std::string_view bytes, const EncodeOptions& options) {
  const auto ids = loaded_.tokenizer.encode(bytes, options);
  if (!ids) return fail(ids.error());
  if (shows_pieces()) {
    auto pieces = pieces_of(loaded_.tokenizer, options, *ids);
    if (!pieces) return fail(std::move(pieces).error());
    for (TextPiece piece : *pieces) {
      piece.begin += decoded_.size();
      piece.end += decoded_.size();
      piece.first_token += ids_.size();
      piece.end_token += ids_.size();
      text_pieces_.push_back(piece);
    }
  }
  ids_.insert(ids_.end(), ids->begin(), ids->end());
  for (const TokenId id : *ids) decoded_ += bytes_of(id);
  return {};
}

std::vector<TokenId> TextReport::all_ids() const {
  std::vector<TokenId> ids = setup_.added.before;
  ids.insert(ids.end(), ids_.begin(), ids_.end());
  ids.insert(ids.end(), setup_.added.after.begin(), setup_.added.after.end());
  return ids;
}

std::string_view TextReport::bytes_of(TokenId id) const {
  return *loaded_.tokenizer.vocabulary().bytes_of(id);
}

std::string_view TextReport::piece_bytes(const TextPiece& piece) const {
  return std::string_view(decoded_).substr(piece.begin, piece.end - piece.begin);
}

std::string TextReport::title() const {
  if (line_ > 0) return fmt::format("==> {}:{} <==\n", escaped(source_), line_);
  return fmt::format("==> {} (record {}) <==\n", escaped(source_), index_);
}

std::string TextReport::human() const {
  std::vector<std::string> views;
  if (setup_.pieces) {
    views.push_back(piece_view(all_ids(), loaded_.tokenizer.vocabulary(), setup_.colour));
  }
  if (setup_.table) views.push_back(token_table());
  if (setup_.pretokens) views.push_back(piece_table());
  if (setup_.merges) views.push_back(merge_table());

  std::string text = setup_.titles && shown_ > 0 ? "\n" : "";
  if (setup_.titles) text += title();
  return text + fmt::format("{}", fmt::join(views, "\n"));
}

std::string TextReport::token_table() const {
  AlignedTable table({{"index", Side::right},
                      {"id", Side::right},
                      {"kind"},
                      {"rank", Side::right},
                      {"bytes", Side::right},
                      {"chars", Side::right},
                      {"hex"},
                      {"text"}});
  auto add = [&, index = 0](TokenId id, std::string bytes, std::string chars) mutable {
    const auto rank = rank_of(id, loaded_);
    table.add({fmt::to_string(index++), fmt::to_string(id),
               std::string(kind_of(id, loaded_.tokenizer.vocabulary())),
               rank ? fmt::to_string(*rank) : "-", std::move(bytes), std::move(chars),
               hex(bytes_of(id)), quoted(bytes_of(id))});
  };
  TokenSpans spans;
  for (const TokenId id : setup_.added.before) add(id, "-", "-");
  for (const TokenId id : ids_) {
    const TokenSpan span = spans.next(bytes_of(id));
    add(id, range(span.byte_begin, span.byte_end), range(span.char_begin, span.char_end));
  }
  for (const TokenId id : setup_.added.after) add(id, "-", "-");
  return table.text(setup_.width);
}

std::string TextReport::piece_table() const {
  AlignedTable table({{"piece", Side::right},
                      {"kind"},
                      {"bytes", Side::right},
                      {"tokens", Side::right},
                      {"text"}});
  for (std::size_t i = 0; i < text_pieces_.size(); ++i) {
    const TextPiece& piece = text_pieces_[i];
    table.add({fmt::to_string(i), std::string(name_of(piece.kind)), range(piece.begin, piece.end),
               fmt::to_string(piece.end_token - piece.first_token), quoted(piece_bytes(piece))});
  }
  return table.text(setup_.width);
}

std::string TextReport::merge_table() const {
  AlignedTable table({{"piece", Side::right},
                      {"rank", Side::right},
                      {"left"},
                      {"right"},
                      {"id", Side::right},
                      {"merged"}});
  for (std::size_t i = 0; i < text_pieces_.size(); ++i) {
    if (text_pieces_[i].kind != TextPiece::Kind::pattern) continue;
    const std::string_view bytes = piece_bytes(text_pieces_[i]);
    for (const MergeStep& step : loaded_.tokenizer.merge_steps(bytes)) {
      table.add({fmt::to_string(i), fmt::to_string(step.rank),
                 quoted(bytes.substr(step.begin, step.middle - step.begin)),
                 quoted(bytes.substr(step.middle, step.end - step.middle)),
                 fmt::to_string(step.merged),
                 quoted(bytes.substr(step.begin, step.end - step.begin))});
    }
  }
  return table.text(setup_.width);
}

std::string TextReport::json() const {
  std::string record = shown_ > 0 ? ",\n" : "\n";
  record += fmt::format(R"({{"index":{},"source":{},"line":{})", index_,
                        json_string(utf8::replace_ill_formed(source_)),
                        line_ > 0 ? fmt::to_string(line_) : "null");
  if (shows_tokens()) record += R"(,"tokens":[)" + json_tokens() + "]";
  if (shows_pieces()) record += R"(,"pieces":[)" + json_pieces() + "]";
  return record + "}";
}

std::string TextReport::json_token(TokenId id, std::size_t index, const std::string& place) const {
  return fmt::format(R"({{"index":{},{},{}}})", index, token_members(id, loaded_), place);
}

std::string TextReport::json_tokens() const {
  constexpr std::string_view kNowhere = R"("bytes":null,"chars":null)";
  std::vector<std::string> tokens;
  for (const TokenId id : setup_.added.before) {
    tokens.push_back(json_token(id, tokens.size(), std::string(kNowhere)));
  }
  TokenSpans spans;
  for (const TokenId id : ids_) {
    const TokenSpan span = spans.next(bytes_of(id));
    tokens.push_back(json_token(id, tokens.size(),
                                fmt::format(R"("bytes":[{},{}],"chars":[{},{}])", span.byte_begin,
                                            span.byte_end, span.char_begin, span.char_end)));
  }
  for (const TokenId id : setup_.added.after) {
    tokens.push_back(json_token(id, tokens.size(), std::string(kNowhere)));
  }
  return fmt::format("{}", fmt::join(tokens, ","));
}

std::string TextReport::json_pieces() const {
  std::vector<std::string> pieces;
  for (const TextPiece& piece : text_pieces_) {
    const std::string_view bytes = piece_bytes(piece);
    const auto ids =
        std::span(ids_).subspan(piece.first_token, piece.end_token - piece.first_token);
    std::string members = fmt::format(
        R"("kind":"{}","bytes":[{},{}],"ids":[{}],"hex":"{}","text":{})", name_of(piece.kind),
        piece.begin, piece.end, fmt::join(ids, ","), hex(bytes), json_text(bytes));
    if (setup_.merges && piece.kind == TextPiece::Kind::pattern) {
      std::vector<std::string> steps;
      for (const MergeStep& step : loaded_.tokenizer.merge_steps(bytes)) {
        steps.push_back(fmt::format(R"({{"begin":{},"middle":{},"end":{},"rank":{},"id":{}}})",
                                    step.begin, step.middle, step.end, step.rank, step.merged));
      }
      members += fmt::format(R"(,"merges":[{}])", fmt::join(steps, ","));
    }
    pieces.push_back("{" + members + "}");
  }
  return fmt::format("{}", fmt::join(pieces, ","));
}

}  // namespace kimitok::app

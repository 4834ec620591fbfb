// One JSON object for each record, with the fields asked for.
#include <fmt/core.h>

#include <algorithm>

#include "encode/decimal.hpp"
#include "encode/id_writer.hpp"
#include "escaped.hpp"
#include "kimitok/base64.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {
namespace {

// A string, or {"base64": ...} for bytes that no JSON string can hold.
std::string json_bytes(std::string_view bytes) {
  return utf8::is_valid(bytes) ? json_string(bytes)
                               : fmt::format(R"({{"base64":"{}"}})", encode_base64(bytes));
}

class JsonlWriter : public IdWriter {
 public:
  JsonlWriter(const WriterSetup& setup, Output& output)
      : vocabulary_(setup.vocabulary),
        output_(output),
        pieces_(has(setup, "pieces")),
        bytes_(has(setup, "bytes")),
        chars_(has(setup, "chars")),
        special_(has(setup, "special")),
        text_(has(setup, "text")),
        needs_tokens_(pieces_ || bytes_ || chars_ || special_ || text_) {}

  Result<void> begin(const RecordInfo& info, const TokenSpans& at) override {
    head_ = fmt::format(R"({{"i":{},"src":{})", info.index, json_bytes(info.source));
    kept_ = info.kept;
    spans_ = at;
    ids_.clear();
    tokens_.clear();
    return {};
  }

  Result<void> ids(std::span<const TokenId> ids) override {
    ids_.insert(ids_.end(), ids.begin(), ids.end());
    if (!needs_tokens_) return {};
    for (const TokenId id : ids)
      tokens_.push_back({id, spans_.next(*vocabulary_.bytes_of(id)), false});
    return {};
  }
  Result<void> added(std::span<const TokenId> ids) override {
    ids_.insert(ids_.end(), ids.begin(), ids.end());
    if (!needs_tokens_) return {};
    for (const TokenId id : ids) tokens_.push_back({id, spans_.next({}), true});
    return {};
  }

  Result<void> end() override {
    std::string line = std::move(head_) + fmt::format(R"(,"n":{},"ids":[)", ids_.size());
    append_ids(line);
    if (pieces_)
      append(line, "pieces", [this](const Token& token) { return json_bytes(bytes_of(token)); });
    if (bytes_) {
      append(line, "bytes", [](const Token& token) {
        return fmt::format("[{},{}]", token.span.byte_begin, token.span.byte_end);
      });
    }
    if (chars_) {
      append(line, "chars", [](const Token& token) {
        return fmt::format("[{},{}]", token.span.char_begin, token.span.char_end);
      });
    }
    if (special_) {
      append(line, "special", [this](const Token& token) {
        return std::string(vocabulary_.specials().find(token.id) != nullptr ? "true" : "false");
      });
    }
    if (text_) line += fmt::format(R"(,"text":{})", json_bytes(text()));
    if (!kept_.empty()) line += ',' + kept_;
    line += "}\n";
    return output_.write(line);
  }

  Result<void> finish() override { return {}; }

 private:
  struct Token {
    TokenId id;
    TokenSpan span;
    bool added;
  };

  static bool has(const WriterSetup& setup, std::string_view field) {
    return std::ranges::find(setup.fields, field) != setup.fields.end();
  }

  std::string_view bytes_of(const Token& token) const { return *vocabulary_.bytes_of(token.id); }

  void append_ids(std::string& line) const {
    if (!ids_.empty()) {
      append_ids_before(',', ids_, line);
      line.pop_back();
    }
    line += ']';
  }

  template <typename Show>
  void append(std::string& line, std::string_view name, Show show) const {
    line += fmt::format(R"(,"{}":[)", name);
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (i > 0) line += ',';
      line += show(tokens_[i]);
    }
    line += ']';
  }

  std::string text() const {
    std::string joined;
    for (const Token& token : tokens_) {
      if (!token.added) joined += bytes_of(token);
    }
    return joined;
  }

  const Vocabulary& vocabulary_;
  Output& output_;
  bool pieces_, bytes_, chars_, special_, text_;
  bool needs_tokens_;  // for any of these
  std::string head_, kept_;
  TokenSpans spans_;
  std::vector<TokenId> ids_;
  std::vector<Token> tokens_;  // as many, if they are needed
};

}  // namespace

std::unique_ptr<IdWriter> make_jsonl_writer(const WriterSetup& setup, Output& output) {
  return std::make_unique<JsonlWriter>(setup, output);
}

}  // namespace kimitok::app

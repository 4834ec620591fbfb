// A JSON parser that takes one byte at a time, so that neither a long array nor a long line needs
// memory; only plain ids in an array are taken in larger steps. Only what can be an id or the name
// of a member is looked at; the rest is checked and passed over. Strings are not checked for UTF-8.
#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

#include "decode/id_batch.hpp"
#include "decode/id_forms.hpp"
#include "decode/json_number.hpp"
#include "decode/leading_digits.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kMaxDepth = 64;  // bounds memory; no file about ids nests deeper

// What an open array or object is.
enum class Role {
  ids,            // an array of ids
  arrays,         // an array of such arrays
  ids_or_arrays,  // one or the other: nothing inside yet
  record,         // an object with a member "ids"
  skipped,        // anything within another member
};

enum class Expect { value, first_item, first_key, key, colon, comma_or_close, end };
enum class Inside { nothing, string, escape, hex_digits, number, word };

bool is_hex_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class JsonIds : public IdReader::Form {
 public:
  JsonIds(JsonShape shape, IdSink& sink) : shape_(shape), sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    for (std::size_t at = 0; at < bytes.size(); ++at) {
      if (expects_id()) at += take_plain(bytes.substr(at));
      if (batch_.is_full()) {
        if (auto handed = batch_.hand_on(sink_); !handed) return handed;
      }
      if (auto taken = take(bytes[at]); !taken) return taken;
      position_.pass(bytes[at]);
    }
    return batch_.hand_on(sink_);
  }

  Result<void> finish() override {
    if (!open_.empty()) return malformed("the JSON ends within a value");
    if (shape_ == JsonShape::one_value && !any_value_) return malformed("there is no JSON value");
    return {};
  }

 private:
  struct Container {
    Role role;
    bool is_object;
  };

  bool expects_id() const {
    return inside_ == Inside::nothing && expect_ == Expect::value && !open_.empty() &&
           open_.back().role == Role::ids;
  }

  // Takes what most arrays are made of: ids of up to seven digits, each with a comma after it and
  // at most one blank after that. Returns how many bytes these are; at least one is left, and what
  // needs a closer look, to take(). Requires: expects_id().
  std::size_t take_plain(std::string_view bytes) {
    std::size_t at = 0;
    while (!batch_.is_full() && bytes.size() - at > 9) {
      const std::size_t begin = at + (bytes[at] == ' ' ? 1 : 0);
      const LeadingDigits digits = leading_digits(bytes.data() + begin);
      const std::size_t end = begin + digits.count;
      const bool leading_zero = digits.count > 1 && bytes[begin] == '0';
      if (digits.count == 0 || digits.count == 8 || leading_zero || bytes[end] != ',') break;
      batch_.add(digits.value, {position_.line, position_.column + (begin - at)});
      position_.column += end + 1 - at;
      at = end + 1;
    }
    return at;
  }

  Result<void> take(char c) {
    switch (inside_) {
      case Inside::nothing:
        return structure(c);
      case Inside::string:
      case Inside::escape:
      case Inside::hex_digits:
        return in_string(c);
      case Inside::word:
        return in_word(c);
      case Inside::number:
        break;
    }
    if (number_.take(c)) {
      if (number_is_id_ && !number_.is_natural()) return malformed("an id is a whole number");
      return {};
    }
    inside_ = Inside::nothing;
    if (auto ended = end_number(); !ended) return ended;
    return structure(c);
  }

  Result<void> structure(char c) {
    if (is_blank(c)) return blank(c);
    switch (expect_) {
      case Expect::first_item:
        if (c == ']') return close(c);
        return begin_value(c);
      case Expect::value:
        return begin_value(c);
      case Expect::first_key:
        if (c == '}') return close(c);
        return begin_key(c);
      case Expect::key:
        return begin_key(c);
      case Expect::colon:
        if (c != ':') return unexpected("a colon", c);
        expect_ = Expect::value;
        return {};
      case Expect::comma_or_close:
        if (c != ',') return close(c);
        expect_ = open_.back().is_object ? Expect::key : Expect::value;
        return {};
      case Expect::end:
        return unexpected(shape_ == JsonShape::one_value ? "the end" : "a new line", c);
    }
    return {};
  }

  Result<void> blank(char c) {
    if (c != '\n') return {};
    if (shape_ == JsonShape::lines && !open_.empty()) {
      return malformed("the record does not end on its line");
    }
    if (shape_ != JsonShape::one_value && open_.empty()) expect_ = Expect::value;
    return {};
  }

  Result<void> begin_key(char c) {
    if (c != '"') return unexpected("a member's name", c);
    inside_ = Inside::string;
    string_is_key_ = true;
    key_.clear();
    return {};
  }

  Result<void> begin_value(char c) {
    any_value_ = true;
    if (open_.empty()) {
      if (c == '[') return open(shape_ == JsonShape::lines ? Role::ids : Role::ids_or_arrays, c);
      if (c == '{' && shape_ == JsonShape::lines) return open(Role::record, c);
      return unexpected("an array of ids", c);
    }
    Role& role = open_.back().role;
    const bool id_may_stand = role == Role::ids || role == Role::ids_or_arrays;
    const bool ids_may_stand = role == Role::arrays || role == Role::ids_or_arrays ||
                               (role == Role::record && key_ == "ids");
    if (!id_may_stand && !ids_may_stand) return begin_skipped(c);
    if (ids_may_stand && c == '[') {
      if (role == Role::record && std::exchange(has_ids_, true)) {
        return malformed("the object has two members \"ids\"");
      }
      if (role == Role::ids_or_arrays) role = Role::arrays;
      return open(Role::ids, c);
    }
    if (!id_may_stand || !number_.begin(c)) {
      return unexpected(id_may_stand ? "an id" : "an array of ids", c);
    }
    role = Role::ids;
    return begin_number(true);
  }

  Result<void> begin_skipped(char c) {
    if (c == '[' || c == '{') return open(Role::skipped, c);
    if (number_.begin(c)) return begin_number(false);
    if (c == '"') {
      inside_ = Inside::string;
      string_is_key_ = false;
      return {};
    }
    for (const std::string_view word : {"true", "false", "null"}) {
      if (word.front() != c) continue;
      inside_ = Inside::word;
      word_rest_ = word.substr(1);
      return {};
    }
    return unexpected("a value", c);
  }

  Result<void> begin_number(bool is_id) {
    inside_ = Inside::number;
    number_is_id_ = is_id;
    start_ = position_;
    if (is_id && !number_.is_natural())
      return malformed("an id is a whole number and not negative");
    return {};
  }

  Result<void> open(Role role, char c) {
    if (open_.size() == kMaxDepth) {
      return malformed(fmt::format("nested deeper than {}", kMaxDepth));
    }
    open_.push_back({role, c == '{'});
    if (role == Role::record) has_ids_ = false;
    expect_ = c == '{' ? Expect::first_key : Expect::first_item;
    return {};
  }

  Result<void> close(char c) {
    if (c != (open_.back().is_object ? '}' : ']')) {
      return unexpected(open_.back().is_object ? "',' or '}'" : "',' or ']'", c);
    }
    const Role role = open_.back().role;
    open_.pop_back();
    end_value();
    if (role == Role::record && !has_ids_) return malformed("the object has no member \"ids\"");
    const bool in_record = !open_.empty() && open_.back().role == Role::record;
    const bool ends_record =
        role == Role::record || role == Role::ids_or_arrays || (role == Role::ids && !in_record);
    if (!ends_record) return {};
    if (auto handed = batch_.hand_on(sink_); !handed) return handed;
    return sink_.end_record();
  }

  void end_value() { expect_ = open_.empty() ? Expect::end : Expect::comma_or_close; }

  Result<void> in_string(char c) {
    if (inside_ == Inside::hex_digits) {
      if (!is_hex_digit(c)) return malformed("\\u needs four hexadecimal digits");
      if (--digits_left_ == 0) inside_ = Inside::string;
      return {};
    }
    if (inside_ == Inside::escape) {
      if (c == 'u') {
        digits_left_ = 4;
        inside_ = Inside::hex_digits;
        return {};
      }
      if (std::string_view("\"\\/bfnrt").find(c) == std::string_view::npos)
        return malformed("an unknown escape");
      inside_ = Inside::string;
      return {};
    }
    if (static_cast<unsigned char>(c) < 0x20) return malformed("a control character in a string");
    if (c == '\\') inside_ = Inside::escape;
    if (c == '"') return end_string();
    if (string_is_key_ && key_.size() < kMaxKey) key_ += c;
    return {};
  }

  Result<void> end_string() {
    inside_ = Inside::nothing;
    if (string_is_key_) {
      expect_ = Expect::colon;
    } else {
      end_value();
    }
    return {};
  }

  Result<void> in_word(char c) {
    if (c != word_rest_.front()) return unexpected("true, false or null", c);
    word_rest_.remove_prefix(1);
    if (!word_rest_.empty()) return {};
    inside_ = Inside::nothing;
    end_value();
    return {};
  }

  Result<void> end_number() {
    if (!number_.is_complete()) return malformed("the number is not complete");
    end_value();
    if (!number_is_id_) return {};
    if (!number_.value()) return malformed("the number does not fit an id (32 bits)", start_);
    batch_.add(*number_.value(), start_);
    return {};
  }

  Result<void> unexpected(std::string_view expected, char c) {
    return malformed(fmt::format("{} was expected, not {}", expected, shown(c)));
  }

  Result<void> malformed(std::string sentence) { return malformed(std::move(sentence), position_); }

  Result<void> malformed(std::string sentence, TextPosition position) {
    if (auto handed = batch_.hand_on(sink_); !handed) return handed;
    return fail(Error(ErrorCode::malformed_input, std::move(sentence))
                    .at_line(position.line, position.column));
  }

  // Longer names than this are not compared.
  static constexpr std::size_t kMaxKey = 8;

  JsonShape shape_;
  IdSink& sink_;
  IdBatch batch_;
  TextPosition position_;
  TextPosition start_;  // of the number being read
  std::vector<Container> open_;
  Expect expect_ = Expect::value;
  Inside inside_ = Inside::nothing;
  JsonNumber number_;
  bool number_is_id_ = false;
  bool string_is_key_ = false;
  std::string key_;  // the member's name as written, its beginning
  bool has_ids_ = false;
  bool any_value_ = false;
  std::string_view word_rest_;
  int digits_left_ = 0;
};

}  // namespace

std::unique_ptr<IdReader::Form> json_ids(JsonShape shape, IdSink& sink) {
  return std::make_unique<JsonIds>(shape, sink);
}

}  // namespace kimitok::app

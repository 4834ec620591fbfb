// What can go wrong, and how a function says so.
#ifndef KIMITOK_ERROR_HPP_
#define KIMITOK_ERROR_HPP_

#include <cassert>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace kimitok {

// One value for each kind of failure a caller may want to tell apart. A program turns them into
// exit statuses in one place (app/cli/exit_status.hpp).
enum class ErrorCode {
  usage,  // the request itself is wrong: flags that contradict, a bad pat_str on the command line
  malformed_input,     // data to work on breaks its format: ids, JSON, npy, segments
  invalid_utf8,        // text is not UTF-8 and the policy says that is an error
  disallowed_special,  // text holds the name of a special token and the policy says that is an
                       // error
  unknown_token,       // an id or name the vocabulary does not have
  id_out_of_range,     // an id does not fit the requested output form
  model_not_found,     // no tokenizer where one was looked for
  model_malformed,     // a tokenizer's file breaks its format
  model_unsupported,   // a tokenizer uses something that is not reproduced exactly
  model_mismatch,      // files of one tokenizer disagree with each other
  network,             // a request failed, and may succeed another time
  access_denied,       // the Hub wants a token, a better one, or its terms accepted
  not_on_hub,          // the Hub has no such repository, revision or file
  integrity,           // bytes are not those that a hash, a name or a pin promises
  pins_invalid,        // kimitok.lock is missing, breaks its format or does not fit the request
  io,                  // the operating system refused to open, read or write
  broken_pipe,         // the reader of our output has gone away
};

// Where in the data the failure is. Lines and columns count from 1, columns in bytes; 0 means not
// known.
struct Position {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
  std::optional<std::uint64_t> byte;  // offset from the start of the data, from 0
};

// A code to branch on, and what a person needs: which source, where in it, what, and what to do
// about it. The sentence is one line, in lower case, without a full stop.
class [[nodiscard]] Error {
 public:
  Error(ErrorCode code, std::string sentence) : code_(code), sentence_(std::move(sentence)) {}

  ErrorCode code() const noexcept { return code_; }
  const std::string& sentence() const noexcept { return sentence_; }
  const std::string& source() const noexcept { return source_; }
  const std::string& remedy() const noexcept { return remedy_; }
  const Position& position() const noexcept { return position_; }

  // Names the file, stream or flag the error is about. The innermost name stays: later calls do
  // nothing.
  Error in(std::string_view source) &&;
  Error at_byte(std::uint64_t offset) &&;
  Error at_line(std::uint64_t line, std::uint64_t column = 0) &&;
  Error with_remedy(std::string remedy) &&;

  // "source: line 3, column 5, byte 40: sentence; remedy", leaving out what is not known.
  std::string message() const;

 private:
  ErrorCode code_;
  std::string sentence_;
  std::string source_;
  std::string remedy_;
  Position position_;
};

// What fail() makes: an Error on its way into a Result. (std::unexpected's part.)
struct Failure {
  Error error;
};

inline Failure fail(ErrorCode code, std::string sentence) { return {{code, std::move(sentence)}}; }
inline Failure fail(Error error) { return {std::move(error)}; }

// A T, or the Error that prevented it. The members are those of std::expected, which can replace
// this class and Failure without touching a caller.
template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}                  // NOLINT
  Result(Failure failure) : state_(std::in_place_index<1>, std::move(failure.error)) {}  // NOLINT

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  T& operator*() & {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  const T& operator*() const& {
    assert(has_value());
    return *std::get_if<0>(&state_);
  }
  T&& operator*() && {
    assert(has_value());
    return std::move(*std::get_if<0>(&state_));
  }
  T* operator->() {
    assert(has_value());
    return std::get_if<0>(&state_);
  }
  const T* operator->() const {
    assert(has_value());
    return std::get_if<0>(&state_);
  }

  const Error& error() const& {
    assert(!has_value());
    return *std::get_if<1>(&state_);
  }
  Error&& error() && {
    assert(!has_value());
    return std::move(*std::get_if<1>(&state_));
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Failure failure) : error_(std::move(failure.error)) {}  // NOLINT

  bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  const Error& error() const& {
    assert(!has_value());
    return *error_;
  }
  Error&& error() && {
    assert(!has_value());
    return std::move(*error_);
  }

 private:
  std::optional<Error> error_;
};

}  // namespace kimitok

#endif  // KIMITOK_ERROR_HPP_

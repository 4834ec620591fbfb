#include "input.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace kimitok::app {
namespace {

Failure io_failure(std::string_view what, const std::string& name) {
  return fail(
      Error(ErrorCode::io, fmt::format("cannot {}: {}", what, std::strerror(errno))).in(name));
}

InputName named(std::string word) {
  if (word == "-") return {InputName::Kind::standard_input, "-"};
  return {InputName::Kind::file, std::move(word)};
}

Result<void> append_list(const std::string& list, char separator, std::vector<InputName>& names) {
  auto input = Input::open(named(list));
  if (!input) return fail(std::move(input).error());
  auto text = input->read_all();
  if (!text) return fail(std::move(text).error());
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    if (end == 0) {
      return fail(
          Error(ErrorCode::malformed_input, "the list holds an empty file name").in(input->name()));
    }
    names.push_back(named(std::string(rest.substr(0, end))));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

bool reads_standard_input(const InputName& name) {
  return name.kind == InputName::Kind::standard_input;
}

}  // namespace

std::string InputName::shown() const { return kind == Kind::text ? "--text" : value; }

Result<std::vector<InputName>> input_names(const cli::InputArgs& args) {
  std::vector<InputName> names;
  for (const std::string& text : args.texts) names.push_back({InputName::Kind::text, text});
  for (const std::string& file : args.files) names.push_back(named(file));
  if (args.files_from) {
    if (auto listed = append_list(*args.files_from, '\n', names); !listed)
      return fail(std::move(listed).error());
  }
  if (args.files0_from) {
    if (auto listed = append_list(*args.files0_from, '\0', names); !listed)
      return fail(std::move(listed).error());
  }
  const bool lists = args.files_from || args.files0_from;
  if (names.empty() && !lists) names.push_back(named("-"));
  const auto readers = std::ranges::count_if(names, reads_standard_input);
  const bool list_is_stdin = args.files_from == "-" || args.files0_from == "-";
  if (readers + (list_is_stdin ? 1 : 0) > 1) {
    return fail(ErrorCode::usage, "standard input (-) can be read only once");
  }
  return names;
}

Input::Input(std::string name, int fd, bool owned, std::string text)
    : name_(std::move(name)), fd_(fd), owned_(owned), text_(std::move(text)) {}

Input::Input(Input&& other) noexcept
    : name_(std::move(other.name_)),
      fd_(std::exchange(other.fd_, -1)),
      owned_(std::exchange(other.owned_, false)),
      text_(std::move(other.text_)),
      text_read_(other.text_read_) {}

Input& Input::operator=(Input&& other) noexcept {
  std::swap(name_, other.name_);
  std::swap(fd_, other.fd_);
  std::swap(owned_, other.owned_);
  std::swap(text_, other.text_);
  std::swap(text_read_, other.text_read_);
  return *this;
}

Input::~Input() {
  if (owned_) ::close(fd_);
}

Result<Input> Input::open(const InputName& name) {
  if (name.kind == InputName::Kind::text) return Input(name.shown(), -1, false, name.value);
  if (name.kind == InputName::Kind::standard_input)
    return Input("standard input", STDIN_FILENO, false, {});
  const int fd = ::open(name.value.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return io_failure("open", name.value);
  Input input(name.value, fd, true, {});
  if (const auto status = input.status(); status && S_ISDIR(status->st_mode)) {
    errno = EISDIR;
    return io_failure("read", name.value);
  }
  return input;
}

Result<std::size_t> Input::read(std::span<char> buffer) {
  if (fd_ < 0) {
    const std::size_t count =
        std::string_view(text_).substr(text_read_).copy(buffer.data(), buffer.size());
    text_read_ += count;
    return count;
  }
  while (true) {
    const ssize_t count = ::read(fd_, buffer.data(), buffer.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return io_failure("read", name_);
  }
}

Result<std::string> Input::read_all() {
  std::string text;
  std::array<char, 65536> buffer;
  while (true) {
    const auto count = read(buffer);
    if (!count) return fail(count.error());
    if (*count == 0) return text;
    text.append(buffer.data(), *count);
  }
}

bool Input::may_wait() const {
  if (fd_ < 0) return false;
  pollfd readable{fd_, POLLIN, 0};
  return ::poll(&readable, 1, 0) == 0;
}

bool Input::is_terminal() const { return fd_ >= 0 && isatty(fd_) == 1; }

std::optional<struct stat> Input::status() const {
  struct stat found;
  if (fd_ < 0 || fstat(fd_, &found) != 0) return std::nullopt;
  return found;
}

std::optional<std::uint64_t> Input::size() const {
  if (fd_ < 0) return text_.size();
  const auto found = status();
  if (!found || !S_ISREG(found->st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(found->st_size);
}

}  // namespace kimitok::app

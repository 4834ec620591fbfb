#include "hub/http_head.hpp"

#include <algorithm>
#include <string>

namespace kimitok {
namespace {

constexpr std::string_view kBlanks = " \t";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string_view without_line_end(std::string_view line) {
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_value(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == 0x7F; });
}

// A header's name in lower case; empty if `text` is none (RFC 9110, section 5.6.2).
std::string header_name(std::string_view text) {
  std::string name;
  for (const char c : text) {
    if (c >= 'A' && c <= 'Z') {
      name += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || is_digit(c) ||
               std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos) {
      name += c;
    } else {
      return {};
    }
  }
  return name;
}

}  // namespace

const std::string* HttpHead::find(std::string_view lower_case_name) const {
  const std::string* found = nullptr;
  for (const HttpHeader& header : headers) {
    if (header.name != lower_case_name) continue;
    if (found != nullptr && *found != header.value) return nullptr;
    found = &header.value;
  }
  return found;
}

HeadReader::Step HeadReader::line(std::string_view line) {
  bytes_ += line.size();
  if (bytes_ > kMaxBytes || ++lines_ > kMaxHeaders) return Step::malformed;
  line = without_line_end(line);
  if (head_.status == 0) return status_line(line);
  if (line.empty()) return end_of_head();
  if (!is_value(line)) return Step::malformed;
  return kBlanks.find(line.front()) == std::string_view::npos ? header_line(line)
                                                              : folded_line(line);
}

// "HTTP/1.1 200 OK", "HTTP/2 200".
HeadReader::Step HeadReader::status_line(std::string_view line) {
  if (!line.starts_with("HTTP/")) return Step::malformed;
  const std::size_t blank = std::min(line.find(' '), line.size());
  const std::string_view code = line.substr(std::min(blank + 1, line.size()), 3);
  const std::string_view rest = line.substr(std::min(blank + 4, line.size()));
  const bool is_code = code.size() == 3 && std::all_of(code.begin(), code.end(), is_digit);
  if (!is_code || code.front() == '0' || !(rest.empty() || rest.front() == ' ')) {
    return Step::malformed;
  }
  head_.status = (code[0] - '0') * 100 + (code[1] - '0') * 10 + (code[2] - '0');
  return Step::more;
}

HeadReader::Step HeadReader::header_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos) return Step::malformed;
  std::string name = header_name(line.substr(0, colon));
  if (name.empty()) return Step::malformed;
  head_.headers.push_back({std::move(name), std::string(trimmed(line.substr(colon + 1)))});
  return Step::more;
}

HeadReader::Step HeadReader::folded_line(std::string_view line) {
  if (head_.headers.empty()) return Step::malformed;
  std::string& value = head_.headers.back().value;
  const std::string_view more = trimmed(line);
  if (!value.empty() && !more.empty()) value += ' ';
  value += more;
  return Step::more;
}

HeadReader::Step HeadReader::end_of_head() {
  if (head_.status >= 200) return Step::done;
  head_ = {};
  return Step::more;
}

}  // namespace kimitok

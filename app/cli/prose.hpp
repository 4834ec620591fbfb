// The texts of the table, laid out for a terminal.
#ifndef KIMITOK_APP_CLI_PROSE_HPP_
#define KIMITOK_APP_CLI_PROSE_HPP_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"

namespace kimitok::cli {

// A stretch of prose that is set in one way.
struct Span {
  std::string_view text;
  bool bold;  // it stood between backticks
};

std::vector<Span> spans_of(std::string_view prose);

// `prose` without its markup.
std::string plain(std::string_view prose);

std::vector<std::string_view> paragraphs_of(std::string_view prose);

// The words of `prose` in lines of at most `width` columns, each after `indent` blanks and ended by
// a newline, with an empty line between paragraphs. A word is never broken.
std::string wrapped(std::string_view prose, std::size_t indent, std::size_t width);

// "-m, --model PATH", "    --jsonl[=FIELD]"
std::string spelled(const Flag& flag);

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_PROSE_HPP_

// A regular expression over UTF-8 text, for searching a vocabulary.
#ifndef KIMITOK_APP_INSPECT_REGEX_HPP_
#define KIMITOK_APP_INSPECT_REGEX_HPP_

#include <memory>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok::app {

class Regex {
 public:
  // PCRE2's syntax, with Unicode classes. Fails with `usage`, at the byte, on what it rejects.
  static Result<Regex> create(std::string_view expression);

  Regex(Regex&&) noexcept;
  Regex& operator=(Regex&&) noexcept;
  ~Regex();

  // Whether it matches anywhere in `text`. Fails with `usage` if a match takes more steps than
  // PCRE2 allows. Requires: `text` is valid UTF-8.
  Result<bool> found_in(std::string_view text) const;

 private:
  struct Compiled;
  explicit Regex(std::unique_ptr<Compiled> compiled);
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_REGEX_HPP_

#include "verify/shell_word.hpp"

#include <doctest/doctest.h>

namespace kimitok::app {

TEST_CASE("shell word: what a shell has a meaning for is quoted, without backslashes") {
  CHECK(shell_word("a/b_c-1.2=@:,%+") == "a/b_c-1.2=@:,%+");
  CHECK(shell_word("") == "''");
  CHECK(shell_word("a b$`\\*") == "'a b$`\\*'");
  CHECK(shell_word("it's") == "'it'\"'\"'s'");
}

TEST_CASE("shell word: text that is not plain is printed from base64") {
  CHECK(printing_command("a b") == "printf %s 'a b'");
  CHECK(printing_command("\xFF\x01") == "printf %s /wE= | base64 -d");
  CHECK(printing_command("a\n") == "printf %s YQo= | base64 -d");
}

TEST_CASE("shell word: the flags that name the model come as they were given") {
  cli::GlobalArgs global;
  CHECK(model_flags(global).empty());
  global.model = "a b";
  global.pattern = "kimi";
  CHECK(model_flags(global) == " -m 'a b' --pattern kimi");
}

}  // namespace kimitok::app

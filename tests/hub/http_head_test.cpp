#include "hub/http_head.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kimitok {
namespace {

using namespace std::string_literals;

HeadReader::Step read(HeadReader& reader, std::string_view text) {
  HeadReader::Step step = HeadReader::Step::more;
  while (!text.empty() && step == HeadReader::Step::more) {
    const std::string_view line = text.substr(0, text.find('\n') + 1);
    text.remove_prefix(line.size());
    step = reader.line(line);
  }
  return step;
}

TEST_CASE("http head: status and headers are read, names in lower case and values trimmed") {
  HeadReader reader;
  CHECK(read(reader,
             "HTTP/1.0 200 OK\r\nX-RePo-Commit:  abc \t\r\ncontent-length: 5\nEmpty:\r\n\r\n") ==
        HeadReader::Step::done);
  CHECK(reader.head().status == 200);
  CHECK(*reader.head().find("x-repo-commit") == "abc");
  CHECK(*reader.head().find("content-length") == "5");
  CHECK(reader.head().find("empty")->empty());
  CHECK(reader.head().find("absent") == nullptr);
}

TEST_CASE("http head: a folded line continues the value before it") {
  HeadReader reader;
  CHECK(read(reader, "HTTP/2 404\r\nA: one\r\n two\r\n\t three\r\n\r\n") == HeadReader::Step::done);
  CHECK(*reader.head().find("a") == "one two three");
}

TEST_CASE("http head: interim heads are forgotten") {
  HeadReader reader;
  CHECK(read(reader,
             "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
             "HTTP/1.1 302 Found\r\nLocation: y\r\n\r\n") == HeadReader::Step::done);
  CHECK(reader.head().status == 302);
  CHECK(reader.head().find("link") == nullptr);
}

TEST_CASE("http head: a header that is there twice counts if both say the same") {
  const HttpHead head{200, {{"a", "1"}, {"b", "2"}, {"a", "1"}, {"b", "3"}}};
  REQUIRE(head.find("a") != nullptr);
  CHECK(*head.find("a") == "1");
  CHECK(head.find("b") == nullptr);
}

TEST_CASE("http head: what is not one is malformed") {
  for (const std::string& text :
       {"\r\n"s, "hello\r\n"s, "HTTP/1.1\r\n"s, "HTTP/1.1 20\r\n"s, "HTTP/1.1 2000\r\n"s,
        "HTTP/1.1 099 x\r\n"s, "HTTP/1.1 2x0 OK\r\n"s, "HTTP/1.1 200 OK\r\nno colon\r\n"s,
        "HTTP/1.1 200 OK\r\n: x\r\n"s, "HTTP/1.1 200 OK\r\na b: x\r\n"s,
        "HTTP/1.1 200 OK\r\na: x\0y\r\n"s, "HTTP/1.1 200 OK\r\na: x\x1By\r\n"s,
        "HTTP/1.1 200 OK\r\n folded\r\n"s}) {
    CAPTURE(text);
    HeadReader reader;
    CHECK(read(reader, text) == HeadReader::Step::malformed);
  }
}

TEST_CASE("http head: headers without end are malformed, by number and by length") {
  HeadReader many;
  REQUIRE(many.line("HTTP/1.1 200 OK\r\n") == HeadReader::Step::more);
  for (std::size_t i = 1; i < HeadReader::kMaxHeaders; ++i) {
    REQUIRE(many.line("a: b\r\n") == HeadReader::Step::more);
  }
  CHECK(many.line("a: b\r\n") == HeadReader::Step::malformed);

  HeadReader interim;
  HeadReader::Step step = HeadReader::Step::more;
  for (std::size_t i = 0; i <= HeadReader::kMaxHeaders && step == HeadReader::Step::more; ++i) {
    step = read(interim, "HTTP/1.1 100 Continue\r\n\r\n");
  }
  CHECK(step == HeadReader::Step::malformed);

  HeadReader lengthy;
  REQUIRE(lengthy.line("HTTP/1.1 200 OK\r\n") == HeadReader::Step::more);
  CHECK(lengthy.line("a: " + std::string(HeadReader::kMaxBytes - 50, 'x') + "\r\n") ==
        HeadReader::Step::more);
  CHECK(lengthy.line("b: " + std::string(50, 'x') + "\r\n") == HeadReader::Step::malformed);
}

}  // namespace
}  // namespace kimitok

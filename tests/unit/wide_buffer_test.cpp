#include "tokenizer/wide_buffer.hpp"

#include <doctest/doctest.h>

#include <cstring>
#include <string>

namespace kimitok {
namespace {

TEST_CASE("wide buffer: only what is added counts, wherever stores end") {
  WideBuffer buffer;
  buffer.append({});
  buffer.drop_front(0);
  CHECK(buffer.view().empty());
  std::string expected;
  for (std::size_t size = 0; size < 16; ++size) {
    char* const end = buffer.end_with_room(16);
    std::memcpy(end, "0123456789abcdef", 16);
    buffer.extend_to(end + size);
    expected += std::string("0123456789abcdef").substr(0, size);
    CHECK(buffer.view() == expected);
    buffer.append("--");
    expected += "--";
    CHECK(buffer.view() == expected);
  }
  buffer.drop_front(0);
  CHECK(buffer.view() == expected);
  buffer.drop_front(5);
  CHECK(buffer.view() == expected.substr(5));
  buffer.drop_front(buffer.size());
  CHECK(buffer.size() == 0);
  buffer.append("again");
  CHECK(buffer.view() == "again");
  buffer.clear();
  CHECK(buffer.view().empty());
}

}  // namespace
}  // namespace kimitok

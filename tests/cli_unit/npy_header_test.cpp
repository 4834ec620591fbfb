#include "decode/npy_header.hpp"

#include <doctest/doctest.h>

#include <string>

#include "npy.hpp"

namespace kimitok::app {
namespace {

using namespace std::string_literals;

std::string file(const std::string& version, const std::string& dict) {
  const auto size = static_cast<char>(dict.size());
  const std::string length = version[0] == 1 ? size + "\0"s : size + "\0\0\0"s;
  return "\x93NUMPY" + version + length + dict;
}

const std::string kDict = "{'descr': '<u4', 'fortran_order': False, 'shape': (5,), }   \n";

}  // namespace

TEST_CASE("npy header: versions 1 to 3 are read, whatever the order of the keys") {
  for (const std::string& version : {"\x01\0"s, "\x02\0"s, "\x03\0"s}) {
    for (const std::string& dict :
         {kDict, "{'shape':(5 ,),'fortran_order':False,'descr':'<u4'}"s}) {
      CAPTURE(dict);
      const std::string bytes = file(version, dict);
      const auto header = parse_npy_header(bytes + "more");
      REQUIRE(header);
      REQUIRE(*header);
      CHECK((*header)->item.size == 4);
      CHECK_FALSE((*header)->item.is_signed);
      CHECK((*header)->count == 5);
      CHECK((*header)->size_bytes == bytes.size());
    }
  }
}

TEST_CASE("npy header: what encode writes is read") {
  const std::string written = npy_header("<u4", 123456);
  const auto header = parse_npy_header(written);
  REQUIRE(header);
  REQUIRE(*header);
  CHECK((*header)->count == 123456);
  CHECK((*header)->size_bytes == written.size());
}

TEST_CASE("npy header: a beginning is neither a header nor wrong") {
  const std::string bytes = file("\x01\0"s, kDict);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    const auto header = parse_npy_header(bytes.substr(0, size));
    REQUIRE(header);
    CHECK_FALSE(*header);
  }
}

TEST_CASE("npy header: what is no one-dimensional array of little-endian numbers is refused") {
  struct Case {
    std::string bytes, message;
  };
  const auto dict = [](const std::string& text) { return file("\x01\0"s, text); };
  const Case cases[] = {
      {"NUMPY", "byte 0: this is no npy file"},
      {"\x93NUMPX", "byte 0: this is no npy file"},
      {"\x93NUMPY\x04\0"s, "npy header: version 4.0 is unknown"},
      {"\x93NUMPY\x01\x01"s, "npy header: version 1.1 is unknown"},
      {"\x93NUMPY\x02\0\xFF\xFF\xFF\xFF"s, "npy header: 4294967295 bytes are too many"},
      {dict("[]"), "npy header: a dict was expected"},
      {dict("{}"), "npy header: descr, fortran_order or shape is missing"},
      {dict("{'descr': '<u4'} x"), "npy header: text after the dict"},
      {dict("{'descr': '>u4'}"),
       "npy header: numbers of type '>u4' are not read; save the array as little-endian whole "
       "numbers, numpy.uint32 say"},
      {dict("{'descr': '<f4'}"),
       "npy header: numbers of type '<f4' are not read; save the array as little-endian whole "
       "numbers, numpy.uint32 say"},
      {dict("{'descr': [('a', '<u4')]}"), "npy header: descr is no string"},
      {dict("{'shape': 5}"), "npy header: shape is no tuple"},
      {dict("{'shape': ()}"), "npy header: the array does not have one dimension"},
      {dict("{'shape': (2, 3)}"), "npy header: the array does not have one dimension"},
      {dict("{'shape': (99999999999999999999,)}"),
       "npy header: the array does not have one dimension"},
      {dict("{'descr': '<u4', 'fortran_order': False, 'shape': (4611686018427387904,)}"),
       "npy header: the shape is too large"},
      {dict("{'descr': '<u4', 'fortran_order': True, 'shape': (5,)}"),
       "npy header: fortran_order is True"},
      {dict("{'fortran_order': 0}"), "npy header: fortran_order is neither True nor False"},
      {dict("{'shape': (1,), 'shape': (1,)}"),
       "npy header: the key 'shape' is unknown or comes twice"},
      {dict("{'extra': 1}"), "npy header: the key 'extra' is unknown or comes twice"},
      {dict("{'shape': (1,) 'descr': '<u4'}"), "npy header: ',' or '}' was expected"},
      {dict("{descr: 1}"), "npy header: a key and a colon were expected"},
      {dict("{'descr"), "npy header: a key and a colon were expected"},
  };
  for (const auto& [bytes, expected] : cases) {
    const auto& message = expected;
    CAPTURE(message);
    const auto header = parse_npy_header(bytes);
    REQUIRE_FALSE(header);
    CHECK(header.error().code() == ErrorCode::malformed_input);
    CHECK(header.error().message() == message);
  }
}

}  // namespace kimitok::app

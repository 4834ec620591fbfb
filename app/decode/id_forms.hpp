// The readers of each form of ids; id_reader.hpp describes the forms.
#ifndef KIMITOK_APP_DECODE_ID_FORMS_HPP_
#define KIMITOK_APP_DECODE_ID_FORMS_HPP_

#include <cstdint>
#include <memory>

#include "decode/id_reader.hpp"

namespace kimitok::app {

// Which JSON values follow one another.
enum class JsonShape {
  one_value,  // one array
  lines,      // a value on each line
  arrays,     // arrays, between line ends
};

std::unique_ptr<IdReader::Form> auto_ids(cli::RecordForm records, IdSink& sink);
std::unique_ptr<IdReader::Form> text_ids(cli::RecordForm records, IdSink& sink);
std::unique_ptr<IdReader::Form> json_ids(JsonShape shape, IdSink& sink);
std::unique_ptr<IdReader::Form> npy_ids(IdSink& sink);

// A little-endian number in a file.
struct IdItem {
  std::uint8_t size = 4;  // bytes: 1, 2, 4 or 8
  bool is_signed = false;
};
std::unique_ptr<IdReader::Form> binary_ids(IdItem item, IdSink& sink);

// Where a byte stands, from line 1 and column 1.
struct TextPosition {
  std::uint64_t line = 1;
  std::uint64_t column = 1;

  void pass(char c) {
    ++column;
    if (c == '\n') *this = {line + 1, 1};
  }
};

// `c` as a sentence can show it: 'x', or byte 0x1b.
std::string shown(char c);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_DECODE_ID_FORMS_HPP_

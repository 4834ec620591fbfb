// Reads token ids, in any of the forms decode takes, as they arrive. Memory does not grow with the
// input.
#ifndef KIMITOK_APP_DECODE_ID_READER_HPP_
#define KIMITOK_APP_DECODE_ID_READER_HPP_

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "cli/args.hpp"
#include "kimitok/error.hpp"
#include "kimitok/token.hpp"

namespace kimitok::app {

// Receives ids and the ends of the records they are in.
class IdSink {
 public:
  virtual ~IdSink() = default;

  // The record's next ids. A failure stops the reading. With `unknown_token`, `known` is how many
  // of `ids` come before the unknown one; the reader adds where that stands.
  virtual Result<void> ids(std::span<const TokenId> ids, std::size_t& known) = 0;
  virtual Result<void> end_record() = 0;
};

// One input in one form. After a failure it is good for nothing.
//
// ids: decimal numbers between blanks, tabs, commas and line ends (LF or CR LF). A comma follows an
// id. json: an array of ids, or an array of such arrays, each a record. jsonl: on each line an
// array of ids, or an object whose member "ids" is one; blank lines are none. u32, u16, i32:
// little-endian numbers. npy: NumPy's format 1.0 to 3.0, a one-dimensional array of little-endian
// whole numbers. automatic: npy, json, jsonl or ids, by the first bytes; arrays may follow one
// another, each on lines of its own.
//
// What no form's own structure makes records is one record, but for ids with RecordForm::lines (a
// line each) and ::nul (NUL ends each).
//
// All failures but the sink's are `malformed_input`, with line and column or the byte's offset. Ids
// before the one that is malformed have been handed on, so that the first failure in the input is
// the one reported.
class IdReader {
 public:
  IdReader(cli::IdForm form, cli::RecordForm records, IdSink& sink);
  IdReader(IdReader&&) noexcept;
  IdReader& operator=(IdReader&&) noexcept;
  ~IdReader();

  // The input's next bytes, which may end anywhere. Every id that is certain by then has been
  // handed on.
  Result<void> write(std::string_view bytes);

  // Ends the input.
  Result<void> finish();

  // What reads one form.
  class Form {
   public:
    virtual ~Form() = default;
    virtual Result<void> write(std::string_view bytes) = 0;
    virtual Result<void> finish() = 0;
  };

 private:
  std::unique_ptr<Form> form_;
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_DECODE_ID_READER_HPP_

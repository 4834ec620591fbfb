// Writes ids in one of encode's output forms.
#ifndef KIMITOK_APP_ENCODE_ID_WRITER_HPP_
#define KIMITOK_APP_ENCODE_ID_WRITER_HPP_

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cli/args.hpp"
#include "kimitok/token_spans.hpp"
#include "kimitok/vocabulary.hpp"
#include "output.hpp"
#include "records.hpp"

namespace kimitok::app {

// One record after another: begin, its ids in any number of calls, end; finish after the last.
class IdWriter {
 public:
  virtual ~IdWriter() = default;

  // `at` is where in the record's text the ids begin (after --side tail and --chunk, not at its
  // start).
  virtual Result<void> begin(const RecordInfo& info, const TokenSpans& at) = 0;
  virtual Result<void> ids(std::span<const TokenId> ids) = 0;
  // Ids that stand for no text of the record: prepended and appended ones.
  virtual Result<void> added(std::span<const TokenId> ids) = 0;
  virtual Result<void> end() = 0;
  virtual Result<void> finish() = 0;
};

struct WriterSetup {
  cli::EncodeForm form;
  std::vector<std::string> fields;  // of jsonl
  std::optional<char> terminator;   // after each record of a text form; none: nothing
  bool one_record = true;           // json: one array, not an array of arrays
  const Vocabulary& vocabulary;     // must outlive the writer
};

bool is_binary(cli::EncodeForm form);

// `index`, if not null, receives the record offsets of a binary form: u64 little-endian, counted in
// ids, each record's begin and at last the end. Both outputs must outlive the writer.
std::unique_ptr<IdWriter> make_id_writer(const WriterSetup& setup, Output& output, Output* index);

// The kinds make_id_writer() chooses from.
std::unique_ptr<IdWriter> make_plain_writer(const WriterSetup& setup,
                                            Output& output);  // ids lines hex text
std::unique_ptr<IdWriter> make_json_writer(const WriterSetup& setup, Output& output);   // json
std::unique_ptr<IdWriter> make_jsonl_writer(const WriterSetup& setup, Output& output);  // jsonl
std::unique_ptr<IdWriter> make_tsv_writer(const WriterSetup& setup, Output& output);    // tsv
std::unique_ptr<IdWriter> make_binary_writer(const WriterSetup& setup, Output& output,
                                             Output* index);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_ID_WRITER_HPP_

// verify --update: writes what the tokenizer gives into golden files.
#ifndef KIMITOK_APP_VERIFY_GOLDEN_UPDATE_HPP_
#define KIMITOK_APP_VERIFY_GOLDEN_UPDATE_HPP_

#include <cstdint>
#include <string>

#include "kimitok/load.hpp"
#include "messages.hpp"
#include "verify/golden_check.hpp"

namespace kimitok::app {

class GoldenUpdate {
 public:
  // All are used as long as this lives.
  GoldenUpdate(const LoadedTokenizer& loaded, unsigned threads, const Messages& messages);

  // Replaces what the records of a file expect ("ids", "ids_ordinary", "tokens" and
  // "ids_u32le_sha256", also in "modes", and "pieces") where the tokenizer gives something else,
  // and in its header the vocabulary's hash; a header without "chunking" gets the model's.
  // Everything else stays as it is, records of another profile too. The file is replaced whole, and
  // left alone if nothing changes. A note names each record that changes. Fails with
  // `malformed_input` at a line, with `io`, or as encoding does.
  Result<void> update(const std::string& file);

 private:
  Result<std::string> updated_lines(const std::string& file);
  Result<std::string> updated_line(const std::string& line, const std::string& place);
  Result<std::string> updated_header(std::string line) const;
  Result<std::string> updated_record(std::string line, const GoldenRecord& record) const;
  Result<std::string> with_pieces(const std::string& line, const std::string& text,
                                  const GoldenExpectation& expectation) const;
  Result<std::string> with_ids(const std::string& line, const GoldenRecord& record,
                               const std::string& text, const GoldenExpectation& expectation) const;
  Result<std::string> updated_pair(const std::string& file);
  void changed(const std::string& place);

  const LoadedTokenizer& loaded_;
  std::string profile_;
  GoldenChecker checker_;
  const Messages& messages_;
  GoldenParser parser_;
  std::optional<Chunking> chunking_;  // of the file's header
  std::uint64_t changes_ = 0;         // in the file
};

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_GOLDEN_UPDATE_HPP_

// What reading ids gives, as a text that can be compared.
#ifndef KIMITOK_TESTS_FUZZ_IDS_HPP_
#define KIMITOK_TESTS_FUZZ_IDS_HPP_

#include <algorithm>
#include <string>
#include <string_view>

#include "decode/id_reader.hpp"
#include "fuzz/require.hpp"

namespace kimitok::fuzz {

class IdText : public app::IdSink {
 public:
  Result<void> ids(std::span<const TokenId> ids, std::size_t&) override {
    for (const TokenId id : ids) text += std::to_string(id) + ' ';
    return {};
  }
  Result<void> end_record() override {
    text += '/';
    return {};
  }

  std::string text;
};

// Ids and records, and the failure's message if there is one, of `input` in blocks of `block`.
inline std::string read_ids(cli::IdForm form, cli::RecordForm records, std::string_view input,
                            std::size_t block) {
  IdText sink;
  app::IdReader reader(form, records, sink);
  Result<void> read;
  for (std::size_t at = 0; read && at < input.size(); at += block) {
    read = reader.write(input.substr(at, block));
  }
  if (read) read = reader.finish();
  if (read) return sink.text;
  const Error& error = read.error();
  require(error.code() == ErrorCode::malformed_input, "the error is the input's");
  require(error.position().line != 0 || error.position().byte || form == cli::IdForm::npy ||
              form == cli::IdForm::automatic,
          "the error has a place");
  require(std::ranges::all_of(error.message(),
                              [](char c) { return c < 0 || (c >= 0x20 && c != 0x7F); }),
          "the message is one printable line");
  return sink.text + "! " + error.message();
}

}  // namespace kimitok::fuzz

#endif  // KIMITOK_TESTS_FUZZ_IDS_HPP_

// A table with one row for each token.
#include <fmt/format.h>

#include <iterator>

#include "encode/id_writer.hpp"
#include "escaped.hpp"

namespace kimitok::app {
namespace {

constexpr std::size_t kMuch = 64u << 10;

class TsvWriter : public IdWriter {
 public:
  TsvWriter(const WriterSetup& setup, Output& output)
      : vocabulary_(setup.vocabulary), output_(output) {}

  Result<void> begin(const RecordInfo& info, const TokenSpans& at) override {
    record_ = info.index;
    index_ = 0;
    spans_ = at;
    return header();
  }

  Result<void> ids(std::span<const TokenId> ids) override {
    for (const TokenId id : ids) {
      append_row(id, spans_.next(*vocabulary_.bytes_of(id)));
      if (auto written = flush(kMuch); !written) return written;
    }
    return flush(0);
  }
  Result<void> added(std::span<const TokenId> ids) override {
    for (const TokenId id : ids) {
      append_row(id, spans_.next({}));
    }
    return flush(0);
  }

  Result<void> end() override { return {}; }
  Result<void> finish() override { return header(); }

 private:
  // Also for no records at all: a table without rows still says what its columns are.
  Result<void> header() {
    if (has_header_) return {};
    has_header_ = true;
    return output_.write("rec\tidx\tid\tbyte_start\tbyte_end\thex\tpiece\n");
  }

  void append_row(TokenId id, const TokenSpan& span) {
    const std::string_view bytes = *vocabulary_.bytes_of(id);
    fmt::format_to(std::back_inserter(rows_), "{}\t{}\t{}\t{}\t{}\t{}\t{}\n", record_, index_++, id,
                   span.byte_begin, span.byte_end, hex(bytes), escaped(bytes));
  }

  // Writes the rows if they are more than `most` bytes.
  Result<void> flush(std::size_t most) {
    if (rows_.size() <= most) return {};
    auto written = output_.write(rows_);
    rows_.clear();
    return written;
  }

  const Vocabulary& vocabulary_;
  Output& output_;
  TokenSpans spans_;
  std::string rows_;  // not yet written
  std::uint64_t record_ = 0;
  std::uint64_t index_ = 0;
  bool has_header_ = false;
};

}  // namespace

std::unique_ptr<IdWriter> make_tsv_writer(const WriterSetup& setup, Output& output) {
  return std::make_unique<TsvWriter>(setup, output);
}

}  // namespace kimitok::app

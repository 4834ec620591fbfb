// Ids as little-endian numbers, bare or in NumPy's format, with the records' offsets beside them if
// asked for.
#include <fmt/format.h>

#include "encode/id_writer.hpp"
#include "npy.hpp"

namespace kimitok::app {
namespace {

using cli::EncodeForm;

template <typename Number>
void append_little_endian(Number number, std::string& bytes) {
  for (std::size_t i = 0; i < sizeof number; ++i) bytes += static_cast<char>(number >> (8 * i));
}

class BinaryWriter : public IdWriter {
 public:
  BinaryWriter(const WriterSetup& setup, Output& output, Output* index)
      : form_(setup.form),
        output_(output),
        index_(index),
        holds_all_(form_ == EncodeForm::npy && !output.can_rewrite()) {}

  Result<void> begin(const RecordInfo&, const TokenSpans&) override {
    // A record that failed half-way was not ended: what it left is not part of the data.
    if (form_ == EncodeForm::u16) held_.clear();
    count_ = ended_;
    if (auto written = header(); !written) return written;
    return offset();
  }

  Result<void> ids(std::span<const TokenId> ids) override {
    for (const TokenId id : ids) {
      if (form_ == EncodeForm::u16) {
        if (id > UINT16_MAX) {
          return fail(
              Error(ErrorCode::id_out_of_range, fmt::format("id {} does not fit into 16 bits", id))
                  .with_remedy("use --to u32"));
        }
        append_little_endian(static_cast<std::uint16_t>(id), held_);
      } else {
        append_little_endian(id, held_);
      }
    }
    count_ += ids.size();
    // What 16 bits cannot hold may come at the record's end: nothing of it is written before.
    return form_ == EncodeForm::u16 || holds_all_ ? Result<void>() : flush();
  }
  Result<void> added(std::span<const TokenId> more) override { return ids(more); }

  Result<void> end() override {
    ended_ = count_;
    return holds_all_ ? Result<void>() : flush();
  }

  Result<void> finish() override {
    if (auto written = header(); !written) return written;
    count_ = ended_;
    if (auto written = offset(); !written) return written;
    if (form_ != EncodeForm::npy) return {};
    const std::string final_header = npy_header("<u4", count_);
    if (!holds_all_) return output_.rewrite(0, final_header);
    if (auto written = output_.write(final_header); !written) return written;
    return flush();
  }

 private:
  // NumPy's header names the count, which is not known yet: room for it, or everything waits.
  Result<void> header() {
    if (form_ != EncodeForm::npy || holds_all_ || has_header_) return {};
    has_header_ = true;
    return output_.write(npy_header("<u4", 0));
  }

  Result<void> offset() {
    if (index_ == nullptr) return {};
    std::string bytes;
    append_little_endian(count_, bytes);
    return index_->write(bytes);
  }

  Result<void> flush() {
    auto written = output_.write(held_);
    held_.clear();
    return written;
  }

  EncodeForm form_;
  Output& output_;
  Output* index_;
  bool holds_all_;
  bool has_header_ = false;
  std::uint64_t count_ = 0;
  std::uint64_t ended_ = 0;  // count_ at the end of the last whole record
  std::string held_;
};

}  // namespace

std::unique_ptr<IdWriter> make_binary_writer(const WriterSetup& setup, Output& output,
                                             Output* index) {
  return std::make_unique<BinaryWriter>(setup, output, index);
}

}  // namespace kimitok::app

// Ids as little-endian numbers, bare or in NumPy's format, with the records' offsets beside them if
// asked for.
#include <fmt/core.h>

#include <algorithm>
#include <bit>

#include "encode/id_writer.hpp"
#include "little_endian.hpp"
#include "npy.hpp"

namespace kimitok::app {
namespace {

using cli::EncodeForm;

template <typename Number>
void append_little_endian(Number number, std::string& bytes) {
  bytes.resize(bytes.size() + sizeof number);
  store_little_endian(number, bytes.data() + bytes.size() - sizeof number);
}

template <typename Number>
void append_numbers(std::span<const TokenId> ids, std::string& bytes) {
  const std::size_t begin = bytes.size();
  bytes.resize(begin + ids.size() * sizeof(Number));
  char* at = bytes.data() + begin;
  for (const TokenId id : ids) {
    store_little_endian(static_cast<Number>(id), at);
    at += sizeof(Number);
  }
}

// Whether these ids, as they lie in memory, are the numbers to be written.
bool are_numbers(EncodeForm form) {
  return form != EncodeForm::u16 && std::endian::native == std::endian::little;
}

std::string_view bytes_of(std::span<const TokenId> ids) {
  return {reinterpret_cast<const char*>(ids.data()), ids.size_bytes()};
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
    if (are_numbers(form_) && !holds_all_) {
      count_ += ids.size();
      return output_.write(bytes_of(ids));
    }
    if (form_ != EncodeForm::u16) {
      append_numbers<std::uint32_t>(ids, held_);
    } else if (auto appended = append_short(ids); !appended) {
      return appended;
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
  Result<void> append_short(std::span<const TokenId> ids) {
    const auto large = std::ranges::find_if(ids, [](TokenId id) { return id > UINT16_MAX; });
    if (large != ids.end()) {
      return fail(
          Error(ErrorCode::id_out_of_range, fmt::format("id {} does not fit into 16 bits", *large))
              .with_remedy("use --to u32"));
    }
    append_numbers<std::uint16_t>(ids, held_);
    return {};
  }

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

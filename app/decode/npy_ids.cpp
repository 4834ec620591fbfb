#include <fmt/core.h>

#include <limits>
#include <optional>
#include <string>

#include "decode/id_forms.hpp"
#include "decode/npy_header.hpp"

namespace kimitok::app {
namespace {

class NpyIds : public IdReader::Form {
 public:
  explicit NpyIds(IdSink& sink) : sink_(sink) {}

  Result<void> write(std::string_view bytes) override {
    if (!items_) {
      const std::size_t taken = std::min(bytes.size(), kMaxNpyHeaderBytes - header_.size());
      header_ += bytes.substr(0, taken);
      auto header = parse_npy_header(header_);
      if (!header) return fail(std::move(header).error());
      if (!*header) return {};
      const std::string start = std::exchange(header_, {});
      begin_items(**header);
      if (auto read = items(std::string_view(start).substr(header_bytes_)); !read) return read;
      bytes.remove_prefix(taken);
    }
    return items(bytes);
  }

  Result<void> finish() override {
    if (!items_) return malformed("the file ends within its npy header", header_.size());
    if (bytes_left_ > 0) {
      return malformed(fmt::format("{} bytes of the numbers are missing", bytes_left_), offset_);
    }
    return items_->finish();
  }

 private:
  void begin_items(const NpyHeader& header) {
    header_bytes_ = offset_ = header.size_bytes;
    bytes_left_ = header.count * header.item.size;
    items_ = binary_ids(header.item, sink_);
  }

  Result<void> items(std::string_view bytes) {
    const auto wanted =
        static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), bytes_left_));
    if (auto written = items_->write(bytes.substr(0, wanted)); !written) {
      const Error& error = written.error();
      if (!error.position().byte) return written;
      return fail(Error(error).at_byte(header_bytes_ + *error.position().byte));
    }
    bytes_left_ -= wanted;
    offset_ += wanted;
    if (wanted < bytes.size()) return malformed("bytes after the last number", offset_);
    return {};
  }

  static Result<void> malformed(std::string sentence, std::uint64_t offset) {
    return fail(Error(ErrorCode::malformed_input, std::move(sentence)).at_byte(offset));
  }

  IdSink& sink_;
  std::string header_;  // bytes of it so far
  std::unique_ptr<IdReader::Form> items_;
  std::uint64_t header_bytes_ = 0;
  std::uint64_t bytes_left_ = 0;  // of the numbers
  std::uint64_t offset_ = 0;
};

}  // namespace

std::unique_ptr<IdReader::Form> npy_ids(IdSink& sink) { return std::make_unique<NpyIds>(sink); }

}  // namespace kimitok::app

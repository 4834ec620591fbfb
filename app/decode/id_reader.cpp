#include "decode/id_reader.hpp"

#include <fmt/core.h>

#include <utility>

#include "decode/id_forms.hpp"

namespace kimitok::app {
namespace {

std::unique_ptr<IdReader::Form> form_of(cli::IdForm form, cli::RecordForm records, IdSink& sink) {
  switch (form) {
    case cli::IdForm::automatic:
      return auto_ids(records, sink);
    case cli::IdForm::ids:
      return text_ids(records, sink);
    case cli::IdForm::json:
      return json_ids(JsonShape::one_value, sink);
    case cli::IdForm::jsonl:
      return json_ids(JsonShape::lines, sink);
    case cli::IdForm::u32:
      return binary_ids({.size = 4}, sink);
    case cli::IdForm::u16:
      return binary_ids({.size = 2}, sink);
    case cli::IdForm::i32:
      return binary_ids({.size = 4, .is_signed = true}, sink);
    case cli::IdForm::npy:
      return npy_ids(sink);
  }
  std::abort();
}

}  // namespace

IdReader::IdReader(cli::IdForm form, cli::RecordForm records, IdSink& sink)
    : form_(form_of(form, records, sink)) {}
IdReader::IdReader(IdReader&&) noexcept = default;
IdReader& IdReader::operator=(IdReader&&) noexcept = default;
IdReader::~IdReader() = default;

Result<void> IdReader::write(std::string_view bytes) { return form_->write(bytes); }
Result<void> IdReader::finish() { return form_->finish(); }

std::string shown(char c) {
  const auto byte = static_cast<unsigned char>(c);
  if (byte > 0x20 && byte < 0x7F) return fmt::format("'{}'", c);
  return fmt::format("byte 0x{:02x}", byte);
}

}  // namespace kimitok::app

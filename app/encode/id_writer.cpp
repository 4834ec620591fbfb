#include "encode/id_writer.hpp"

namespace kimitok::app {

using cli::EncodeForm;

bool is_binary(EncodeForm form) {
  return form == EncodeForm::u32 || form == EncodeForm::u16 || form == EncodeForm::i32 ||
         form == EncodeForm::npy;
}

std::unique_ptr<IdWriter> make_id_writer(const WriterSetup& setup, Output& output, Output* index) {
  switch (setup.form) {
    case EncodeForm::ids:
    case EncodeForm::lines:
    case EncodeForm::hex:
    case EncodeForm::text:
      return make_plain_writer(setup, output);
    case EncodeForm::json:
      return make_json_writer(setup, output);
    case EncodeForm::jsonl:
      return make_jsonl_writer(setup, output);
    case EncodeForm::tsv:
      return make_tsv_writer(setup, output);
    case EncodeForm::u32:
    case EncodeForm::u16:
    case EncodeForm::i32:
    case EncodeForm::npy:
      return make_binary_writer(setup, output, index);
  }
  return nullptr;
}

}  // namespace kimitok::app

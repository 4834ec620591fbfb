#include "load/model_config.hpp"

#include <utility>

#include "load/json_document.hpp"

namespace kimitok {

Result<std::optional<std::uint64_t>> parse_vocab_size(std::string_view json) {
  auto document = JsonDocument::parse(json);
  if (!document) return fail(std::move(document).error());
  auto vocab_size = document->root().find_set("vocab_size");
  if (!vocab_size) {
    const auto text_config = document->root().find_set("text_config");
    if (!text_config) return std::optional<std::uint64_t>();
    if (auto ok = text_config->expect(JsonKind::object); !ok) return fail(std::move(ok).error());
    vocab_size = text_config->find_set("vocab_size");
    if (!vocab_size) return std::optional<std::uint64_t>();
  }
  auto size = vocab_size->as_id();
  if (!size) return fail(std::move(size).error());
  return std::optional<std::uint64_t>(*size);
}

}  // namespace kimitok

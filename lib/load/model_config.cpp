#include "load/model_config.hpp"

#include <utility>

#include "json/json_document.hpp"

namespace kimitok {
namespace {

Result<std::vector<TokenId>> ids_of(const JsonValue& value) {
  std::vector<TokenId> ids;
  if (value.kind() != JsonKind::array) {
    const auto id = value.as_id();
    if (!id) return fail(id.error());
    ids.push_back(*id);
    return ids;
  }
  for (const JsonValue item : value) {
    const auto id = item.as_id();
    if (!id) return fail(id.error());
    ids.push_back(*id);
  }
  return ids;
}

Result<void> add_eos_ids(const JsonValue& object, std::vector<EosIds>& all) {
  const auto value = object.find_set("eos_token_id");
  if (!value) return {};
  auto ids = ids_of(*value);
  if (!ids) return fail(std::move(ids).error());
  all.push_back({value->path(), *std::move(ids)});
  return {};
}

}  // namespace

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

Result<std::vector<EosIds>> parse_eos_ids(std::string_view json) {
  const auto document = JsonDocument::parse(json);
  if (!document) return fail(document.error());
  std::vector<EosIds> all;
  if (auto added = add_eos_ids(document->root(), all); !added) return fail(added.error());
  const auto text_config = document->root().find_set("text_config");
  if (!text_config) return all;
  if (auto ok = text_config->expect(JsonKind::object); !ok) return fail(std::move(ok).error());
  if (auto added = add_eos_ids(*text_config, all); !added) return fail(added.error());
  return all;
}

}  // namespace kimitok

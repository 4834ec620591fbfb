#include "inspect/token_facts.hpp"

#include <fmt/format.h>

#include "escaped.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok::app {

std::string_view kind_of(TokenId id, const Vocabulary& vocabulary) {
  if (vocabulary.specials().find(id) != nullptr) return "special";
  return vocabulary.ranks().bytes_of(id).size() == 1 ? "byte" : "base";
}

std::optional<Rank> rank_of(TokenId id, const LoadedTokenizer& loaded) {
  if (loaded.kind == ModelKind::tokenizer_json) return std::nullopt;
  if (!loaded.tokenizer.vocabulary().ranks().contains(id)) return std::nullopt;
  return id;
}

std::string json_text(std::string_view bytes) {
  return utf8::is_valid(bytes) ? json_string(bytes) : "null";
}

std::string token_members(TokenId id, const LoadedTokenizer& loaded) {
  const Vocabulary& vocabulary = loaded.tokenizer.vocabulary();
  const std::string_view bytes = *vocabulary.bytes_of(id);
  const auto rank = rank_of(id, loaded);
  std::string members = fmt::format(R"("id":{},"kind":"{}","rank":{},"hex":"{}","text":{})", id,
                                    kind_of(id, vocabulary), rank ? fmt::to_string(*rank) : "null",
                                    hex(bytes), json_text(bytes));
  if (const SpecialToken* token = vocabulary.specials().find(id)) {
    members += fmt::format(R"(,"reserved":{},"special":{})", token->reserved, token->special);
  }
  return members;
}

std::string token_line(TokenId id, const Vocabulary& vocabulary) {
  const std::string_view bytes = *vocabulary.bytes_of(id);
  return fmt::format("{}\t{}\t{}\t{}", id, kind_of(id, vocabulary), hex(bytes), escaped(bytes));
}

}  // namespace kimitok::app

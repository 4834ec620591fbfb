#include "inspect/vocabulary_list.hpp"

#include <fmt/core.h>

#include "escaped.hpp"
#include "inspect/token_facts.hpp"
#include "npy.hpp"

namespace kimitok::app {

VocabularyList::VocabularyList(const LoadedTokenizer& loaded, ListForm form,
                               std::optional<std::uint64_t> limit, Output& output)
    : loaded_(loaded), form_(form), limit_(limit), output_(output) {}

Result<void> VocabularyList::start() {
  return form_ == ListForm::json ? output_.write(R"({"schema":1,"tokens":[)") : Result<void>();
}

Result<void> VocabularyList::add(TokenId id) {
  ++size_;
  switch (form_) {
    case ListForm::tsv:
      return output_.write(token_line(id, loaded_.tokenizer.vocabulary()) + "\n");
    case ListForm::jsonl:
      return output_.write("{" + token_members(id, loaded_) + "}\n");
    case ListForm::json:
      return output_.write((size_ > 1 ? ",\n{" : "\n{") + token_members(id, loaded_) + "}");
  }
  return {};
}

Result<void> VocabularyList::finish() {
  return form_ == ListForm::json ? output_.write("]}\n") : Result<void>();
}

Result<void> write_specials(const SpecialTokens& specials, cli::SpecialsShown which, bool json,
                            Output& output) {
  std::string text = json ? R"({"schema":1,"specials":[)" : "";
  bool first = true;
  for (const SpecialToken& token : specials.all()) {
    if (which == cli::SpecialsShown::named && token.reserved) continue;
    if (which == cli::SpecialsShown::reserved && !token.reserved) continue;
    if (json) {
      text +=
          fmt::format(R"({}{{"id":{},"name":{},"reserved":{},"special":{}}})", first ? "\n" : ",\n",
                      token.id, json_text(token.name), token.reserved, token.special);
    } else {
      text += fmt::format("{}\t{}\t{}\n", token.id, escaped(token.name),
                          token.reserved  ? "reserved"
                          : token.special ? "special"
                                          : "ordinary");
    }
    first = false;
  }
  if (json) text += "]}\n";
  return output.write(text);
}

Result<void> write_token_bytes(const Vocabulary& vocabulary, Output& output) {
  if (auto written = output.write(npy_header("<i4", vocabulary.end_id())); !written) return written;
  std::string values;
  for (TokenId id = 0; id < vocabulary.end_id(); ++id) {
    const std::size_t size = vocabulary.ranks().bytes_of(id).size();
    for (int shift = 0; shift < 32; shift += 8) values += static_cast<char>(size >> shift & 0xFF);
  }
  return output.write(values);
}

}  // namespace kimitok::app

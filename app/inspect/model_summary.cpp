#include "inspect/model_summary.hpp"

#include <fmt/format.h>

#include <limits>

#include "escaped.hpp"
#include "kimitok/digest.hpp"
#include "kimitok/file.hpp"
#include "kimitok/pat_str.hpp"

namespace kimitok::app {
namespace {

void find_longest(const MergeableRanks& ranks, ModelSummary& summary) {
  summary.longest_bytes = ranks.max_token_bytes();
  for (TokenId id = 0; id < ranks.end_id(); ++id) {
    if (ranks.bytes_of(id).size() != summary.longest_bytes) continue;
    summary.longest = id;
    return;
  }
}

void find_roles(const LoadedTokenizer& loaded, ModelSummary& summary) {
  const TokenizerConfig& config = loaded.config;
  const std::pair<std::string_view, const std::optional<std::string>*> roles[] = {
      {"bos", &config.bos_token},
      {"eos", &config.eos_token},
      {"unk", &config.unk_token},
      {"pad", &config.pad_token}};
  for (const auto& [role, name] : roles) {
    if (!*name) continue;
    const SpecialToken* token = loaded.tokenizer.vocabulary().specials().find(**name);
    if (token != nullptr) summary.roles.emplace_back(role, token->id);
  }
}

std::string json_string_or_null(const std::optional<std::string_view>& text) {
  return text ? json_string(*text) : "null";
}

std::string name_of_special(const ModelSummary& summary, TokenId id) {
  for (const SpecialToken& token : summary.named_specials) {
    if (token.id == id) return escaped(token.name);
  }
  return "reserved";
}

std::string vocab_size_line(const ModelSummary& summary) {
  if (!summary.config_vocab_size) return "not known";
  const std::uint64_t size = *summary.config_vocab_size;
  if (summary.fits_config()) return fmt::format("{}, every id is below it", size);
  return fmt::format("{}, too small for the highest id, {}", size, summary.end_id - 1);
}

}  // namespace

Result<ModelSummary> summarize(const OpenedTokenizer& opened) {
  const LoadedTokenizer& loaded = opened.loaded;
  const Vocabulary& vocabulary = loaded.tokenizer.vocabulary();
  ModelSummary summary;
  for (const auto& path : loaded.files) {
    const auto bytes = read_file(path, std::numeric_limits<std::size_t>::max());
    if (!bytes) return fail(bytes.error());
    summary.files.push_back({path.native(), bytes->size(), sha256_hex(*bytes)});
  }
  summary.kind = kimitok::name_of(loaded.kind);
  summary.profile = kimitok::name_of(loaded.profile());
  summary.chunking = name_of(loaded.chunking);
  summary.mergeable = vocabulary.ranks().size();
  summary.mergeable_end = vocabulary.ranks().end_id();
  summary.end_id = vocabulary.end_id();
  find_longest(vocabulary.ranks(), summary);
  for (const SpecialToken& token : vocabulary.specials().all()) {
    ++(token.reserved ? summary.reserved : summary.named);
    if (!token.reserved) summary.named_specials.push_back(token);
  }
  summary.pat_str = loaded.tokenizer.pretokenizer().pat_str();
  summary.pattern_name = pattern_name(summary.pat_str);
  find_roles(loaded, summary);
  summary.skip_special = loaded.skip_special_ids();
  summary.config_vocab_size = loaded.config_vocab_size;
  auto stops = read_stop_ids(opened.request, loaded);
  if (!stops) return fail(std::move(stops).error());
  summary.stops.sources = *std::move(stops);
  if (opened.located.known != nullptr) summary.stops.recommended = opened.located.known->eos_ids;
  return summary;
}

std::string human(const ModelSummary& summary) {
  std::string text;
  const auto line = [&text](std::string_view name, std::string_view value) {
    text += fmt::format("{:<20}{}\n", name, value);
  };
  line("kind", summary.kind);
  line("special names", summary.profile);
  for (const ModelFile& file : summary.files) {
    line("file", escaped(file.path));
    line("", fmt::format("{} bytes, SHA-256 {}", file.size_bytes, file.sha256));
  }
  line("mergeable tokens",
       fmt::format("{}, ids below {}", summary.mergeable, summary.mergeable_end));
  line("special tokens", fmt::format("{}: {} named, {} reserved", summary.named + summary.reserved,
                                     summary.named, summary.reserved));
  line("all tokens",
       fmt::format("{}, ids below {}", summary.mergeable + summary.named + summary.reserved,
                   summary.end_id));
  line("longest token", fmt::format("{}, {} bytes", summary.longest, summary.longest_bytes));
  line("pattern", summary.pattern_name.value_or("not a published one"));
  if (!summary.pattern_name) line("pat_str", escaped(summary.pat_str));
  line("chunking", summary.chunking);
  line("vocab_size", vocab_size_line(summary));
  for (const auto& [role, id] : summary.roles) {
    line(fmt::format("{}_token", role), fmt::format("{} {}", id, name_of_special(summary, id)));
  }
  for (const auto& [name, value] : human(summary.stops)) line(name, value);
  line("skip_special_tokens", fmt::format("{}", fmt::join(summary.skip_special, " ")));
  for (const SpecialToken& token : summary.named_specials) {
    line("named", fmt::format("{} {}{}", token.id, escaped(token.name),
                              token.special ? "" : " (not flagged as special)"));
  }
  return text;
}

std::string json(const ModelSummary& summary) {
  std::vector<std::string> files, roles, named;
  for (const ModelFile& file : summary.files) {
    files.push_back(fmt::format(R"({{"path":{},"bytes":{},"sha256":"{}"}})",
                                json_string_lossy(file.path), file.size_bytes, file.sha256));
  }
  for (const auto& [role, id] : summary.roles) roles.push_back(fmt::format(R"("{}":{})", role, id));
  for (const SpecialToken& token : summary.named_specials) {
    named.push_back(fmt::format(R"({{"id":{},"name":{},"special":{}}})", token.id,
                                json_string_lossy(token.name), token.special));
  }
  std::string members = fmt::format(R"("kind":"{}","profile":"{}","files":[{}])", summary.kind,
                                    summary.profile, fmt::join(files, ","));
  members += fmt::format(R"(,"mergeable":{},"named":{},"reserved":{},"total":{},"end_id":{})",
                         summary.mergeable, summary.named, summary.reserved,
                         summary.mergeable + summary.named + summary.reserved, summary.end_id);
  members += fmt::format(R"(,"longest_token":{{"id":{},"bytes":{}}})", summary.longest,
                         summary.longest_bytes);
  members += fmt::format(R"(,"pattern":{},"pat_str":{},"chunking":"{}")",
                         json_string_or_null(summary.pattern_name),
                         json_string_lossy(summary.pat_str), summary.chunking);
  members += fmt::format(R"(,"roles":{{{}}},"skip_special":[{}])", fmt::join(roles, ","),
                         fmt::join(summary.skip_special, ","));
  members +=
      fmt::format(R"(,"config_vocab_size":{},"fits_config":{})",
                  summary.config_vocab_size ? fmt::to_string(*summary.config_vocab_size) : "null",
                  summary.config_vocab_size ? (summary.fits_config() ? "true" : "false") : "null");
  members +=
      fmt::format(R"(,"stop_ids":{},"specials":[{}])", json(summary.stops), fmt::join(named, ","));
  return fmt::format("{{\"schema\":1,\"model\":{{{}}}}}\n", members);
}

}  // namespace kimitok::app

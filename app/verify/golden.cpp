#include "verify/golden.hpp"

#include <fmt/core.h>
#include <simdjson.h>

#include <limits>
#include <map>

#include "encoded_bytes.hpp"

namespace kimitok::app {
namespace {

namespace dom = simdjson::dom;

Failure malformed(std::string sentence) {
  return fail(ErrorCode::malformed_input, std::move(sentence));
}

Failure wrong(std::string_view key, std::string_view expected) {
  return malformed(fmt::format("\"{}\" is not {}", key, expected));
}

// An object's members, each at most once.
class Members {
 public:
  static Result<Members> of(dom::element value, std::string_view key) {
    dom::object object;
    if (value.get(object) != simdjson::SUCCESS) return wrong(key, "an object");
    Members members;
    for (const dom::key_value_pair member : object) {
      if (members.values_.emplace(member.key, member.value).second) continue;
      return malformed(fmt::format("the member \"{}\" comes twice", member.key));
    }
    return members;
  }

  std::optional<dom::element> find(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return found->second;
  }
  bool has(std::string_view key) const { return values_.contains(key); }
  const auto& all() const { return values_; }

 private:
  std::map<std::string_view, dom::element> values_;
};

Result<std::string> string_of(dom::element value, std::string_view key) {
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) return wrong(key, "a string");
  return std::string(text);
}

Result<std::uint64_t> number_of(dom::element value, std::string_view key) {
  std::uint64_t number = 0;
  if (value.get(number) != simdjson::SUCCESS) return wrong(key, "a whole number");
  return number;
}

// Nothing if the member is missing.
Result<std::optional<std::string>> string_in(const Members& members, std::string_view key) {
  const auto value = members.find(key);
  if (!value) return std::optional<std::string>();
  auto text = string_of(*value, key);
  if (!text) return fail(std::move(text).error());
  return std::optional<std::string>(*std::move(text));
}

Result<std::vector<std::string>> strings_of(dom::element value, std::string_view key) {
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return wrong(key, "an array of strings");
  std::vector<std::string> strings;
  for (const dom::element item : array) {
    auto text = string_of(item, key);
    if (!text) return wrong(key, "an array of strings");
    strings.push_back(*std::move(text));
  }
  return strings;
}

Result<std::vector<TokenId>> ids_of(dom::element value, std::string_view key) {
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return wrong(key, "an array of ids");
  std::vector<TokenId> ids;
  for (const dom::element item : array) {
    const auto id = number_of(item, key);
    if (!id || *id > std::numeric_limits<TokenId>::max()) return wrong(key, "an array of ids");
    ids.push_back(static_cast<TokenId>(*id));
  }
  return ids;
}

// Nothing if neither member is there.
Result<std::optional<GoldenDigest>> digest_in(const Members& members) {
  const auto tokens = members.find("tokens");
  const auto sha256 = members.find("ids_u32le_sha256");
  if (!tokens && !sha256) return std::optional<GoldenDigest>();
  if (!tokens || !sha256) return malformed("\"tokens\" and \"ids_u32le_sha256\" go together");
  const auto number = number_of(*tokens, "tokens");
  if (!number) return fail(number.error());
  auto digits = string_of(*sha256, "ids_u32le_sha256");
  if (!digits) return fail(std::move(digits).error());
  const auto bytes = bytes_of_hex(*digits);
  if (!bytes || bytes->size() != 32) return wrong("ids_u32le_sha256", "64 hexadecimal digits");
  for (char& digit : *digits) {
    if (digit >= 'A' && digit <= 'F') digit = static_cast<char>(digit - 'A' + 'a');
  }
  return std::optional<GoldenDigest>(GoldenDigest{*number, *std::move(digits)});
}

Result<std::vector<GoldenPart>> parts_of(dom::element value) {
  constexpr std::string_view kForm = "an array of [string, number]";
  dom::array array;
  if (value.get(array) != simdjson::SUCCESS) return wrong("parts", kForm);
  std::vector<GoldenPart> parts;
  std::uint64_t total = 0;
  for (const dom::element item : array) {
    dom::array pair;
    if (item.get(pair) != simdjson::SUCCESS || pair.size() != 2) return wrong("parts", kForm);
    auto bytes = string_of(pair.at(0), "parts");
    const auto times = number_of(pair.at(1), "parts");
    if (!bytes || !times) return wrong("parts", kForm);
    const std::uint64_t room = GoldenRecord::kMaxTextBytes - total;
    if (!bytes->empty() && *times > room / bytes->size()) {
      return malformed(
          fmt::format("\"parts\" is longer than {} bytes", GoldenRecord::kMaxTextBytes));
    }
    total += bytes->size() * *times;
    if (!bytes->empty()) parts.push_back({*std::move(bytes), *times});
  }
  return parts;
}

Result<void> read_text(const Members& members, GoldenRecord& record) {
  using Form = GoldenRecord::Form;
  constexpr std::pair<std::string_view, Form> kForms[] = {{"text", Form::text},
                                                          {"b64", Form::base64},
                                                          {"parts", Form::parts},
                                                          {"bytes_hex", Form::piece}};
  std::string_view key;
  for (const auto& [name, form] : kForms) {
    if (!members.has(name)) continue;
    if (!key.empty()) return malformed(fmt::format("both \"{}\" and \"{}\"", key, name));
    key = name;
    record.form = form;
  }
  if (key.empty()) return malformed("neither \"text\", \"b64\", \"parts\" nor \"bytes_hex\"");
  const dom::element value = *members.find(key);
  if (record.form == Form::parts) {
    auto parts = parts_of(value);
    if (!parts) return fail(std::move(parts).error());
    record.parts = *std::move(parts);
    return {};
  }
  auto text = string_of(value, key);
  if (!text) return fail(std::move(text).error());
  std::optional<std::string> bytes = *std::move(text);
  if (record.form == Form::base64) bytes = bytes_of_base64(*bytes);
  if (record.form == Form::piece) bytes = bytes_of_hex(*bytes);
  if (!bytes) return wrong(key, record.form == Form::base64 ? "base64" : "hexadecimal digits");
  record.parts.push_back({*std::move(bytes), 1});
  return {};
}

// Nothing if the member is missing.
Result<std::optional<Chunking>> chunking_in(const Members& members) {
  const auto name = string_in(members, "chunking");
  if (!name) return fail(name.error());
  if (!*name) return std::optional<Chunking>();
  for (const Chunking chunking : {Chunking::kimi, Chunking::transformers, Chunking::none}) {
    if (**name == name_of(chunking)) return std::optional(chunking);
  }
  return wrong("chunking", "\"kimi\", \"transformers\" or \"none\"");
}

// "special" and "chunking".
Result<GoldenExpectation> read_options(const Members& members) {
  GoldenExpectation options;
  if (const auto special = members.find("special")) {
    std::string_view mode;
    if (special->get(mode) != simdjson::SUCCESS) {
      auto names = strings_of(*special, "special");
      if (!names) return wrong("special", "\"all\", \"none\" or an array of names");
      options.special = SpecialMode::some;
      options.special_names = *std::move(names);
    } else if (mode == "none") {
      options.special = SpecialMode::none;
    } else if (mode != "all") {
      return wrong("special", "\"all\", \"none\" or an array of names");
    }
  }
  const auto chunking = chunking_in(members);
  if (!chunking) return fail(chunking.error());
  options.chunking = *chunking;
  return options;
}

Result<void> read_modes(dom::element value, GoldenRecord& record) {
  const auto modes = Members::of(value, "modes");
  if (!modes) return fail(modes.error());
  std::size_t known = 0;
  for (const GoldenMode& mode : kGoldenModes) {
    const auto found = modes->find(mode.name);
    if (!found) continue;
    ++known;
    const auto members = Members::of(*found, mode.name);
    if (!members) return fail(members.error());
    auto digest = digest_in(*members);
    if (!digest) return fail(std::move(digest).error());
    if (!*digest) return malformed(fmt::format("the mode \"{}\" expects nothing", mode.name));
    GoldenExpectation expectation;
    expectation.key = fmt::format("modes.{}", mode.name);
    expectation.special = mode.special;
    expectation.chunking = mode.chunking;
    expectation.value = **std::move(digest);
    record.expectations.push_back(std::move(expectation));
  }
  if (known == 0 || known != modes->all().size())
    return malformed("an unknown or no mode in \"modes\"");
  return {};
}

Result<void> read_ids(const Members& members, std::string_view key, GoldenExpectation expectation,
                      GoldenRecord& record) {
  const auto value = members.find(key);
  if (!value) return {};
  auto ids = ids_of(*value, key);
  if (!ids) return fail(std::move(ids).error());
  expectation.key = key;
  expectation.value = *std::move(ids);
  record.expectations.push_back(std::move(expectation));
  return {};
}

Result<void> read_expectations(const Members& members, GoldenRecord& record) {
  const auto options = read_options(members);
  if (!options) return fail(options.error());
  if (auto read = read_ids(members, "ids", *options, record); !read) return read;
  GoldenExpectation ordinary = *options;
  ordinary.special = SpecialMode::none;
  if (auto read = read_ids(members, "ids_ordinary", ordinary, record); !read) return read;
  auto digest = digest_in(members);
  if (!digest) return fail(std::move(digest).error());
  if (*digest) {
    GoldenExpectation expectation = *options;
    expectation.key = "ids_u32le_sha256";
    expectation.value = **std::move(digest);
    record.expectations.push_back(std::move(expectation));
  }
  if (const auto modes = members.find("modes")) {
    if (auto read = read_modes(*modes, record); !read) return read;
  }
  if (const auto pieces = members.find("pieces")) {
    auto strings = strings_of(*pieces, "pieces");
    if (!strings) return fail(std::move(strings).error());
    GoldenExpectation expectation = *options;
    expectation.key = "pieces";
    expectation.value = *std::move(strings);
    record.expectations.push_back(std::move(expectation));
  }
  if (record.expectations.empty()) return malformed("the record expects nothing");
  if (record.form == GoldenRecord::Form::piece &&
      (record.expectations.size() != 1 || record.expectations[0].key != "ids")) {
    return malformed("\"bytes_hex\" goes with \"ids\" alone");
  }
  return {};
}

Result<GoldenRecord> read_record(const Members& members) {
  GoldenRecord record;
  if (auto read = read_text(members, record); !read) return fail(std::move(read).error());
  if (auto read = read_expectations(members, record); !read) return fail(std::move(read).error());
  auto decoded = string_in(members, "decoded");
  auto name = string_in(members, "name");
  auto profile = string_in(members, "profile");
  for (const auto* read : {&decoded, &name, &profile}) {
    if (!*read) return fail(read->error());
  }
  record.decoded = *std::move(decoded);
  record.name = name->value_or("");
  record.profile = *std::move(profile);
  return record;
}

Result<GoldenHeader> read_header(const Members& members) {
  const auto version = number_of(*members.find("kimitok_golden"), "kimitok_golden");
  if (!version || *version != 1) return wrong("kimitok_golden", "1, the only known version");
  auto sha256 = string_in(members, "tiktoken_model_sha256");
  if (!sha256) return fail(std::move(sha256).error());
  const auto chunking = chunking_in(members);
  if (!chunking) return fail(chunking.error());
  return GoldenHeader{*std::move(sha256), *chunking};
}

}  // namespace

std::string GoldenRecord::text() const {
  std::string text;
  for (const GoldenPart& part : parts) {
    for (std::uint64_t i = 0; i < part.times; ++i) text += part.bytes;
  }
  return text;
}

struct GoldenParser::Json {
  dom::parser parser;
};

GoldenParser::GoldenParser() : json_(std::make_unique<Json>()) {}
GoldenParser::~GoldenParser() = default;

Result<std::variant<GoldenHeader, GoldenRecord>> GoldenParser::parse(std::string_view line) {
  using Line = std::variant<GoldenHeader, GoldenRecord>;
  dom::element root;
  if (const auto error = json_->parser.parse(line.data(), line.size()).get(root)) {
    return malformed(fmt::format("not JSON: {}", simdjson::error_message(error)));
  }
  if (!root.is_object()) return malformed("a record is an object");
  const auto members = Members::of(root, "");
  if (!members) return fail(members.error());
  if (members->has("kimitok_golden")) {
    auto header = read_header(*members);
    if (!header) return fail(std::move(header).error());
    return Line(*std::move(header));
  }
  auto record = read_record(*members);
  if (!record) return fail(std::move(record).error());
  return Line(*std::move(record));
}

}  // namespace kimitok::app

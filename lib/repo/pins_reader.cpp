// Reads kimitok.lock. Whatever is not said to be there is refused: what a pin does not say, it does
// not hold anybody to.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <unordered_set>
#include <utility>

#include "json/json_document.hpp"
#include "json/quote.hpp"
#include "kimitok/pins.hpp"
#include "repo/characters.hpp"

namespace kimitok {
namespace {

using Keys = std::span<const std::string_view>;

constexpr std::array<std::string_view, 2> kTopKeys{"kimitok_lock", "artifacts"};
constexpr std::array<std::string_view, 9> kArtifactKeys{
    "name", "source", "repo_type", "repo", "requested", "commit", "files", "absent", "digest"};
constexpr std::array<std::string_view, 4> kFileKeys{"path", "size", "sha256", "hub"};

// What the reader of JSON says is wrong with a model is wrong with the pins here.
Error as_invalid(const Error& error) {
  Error invalid(ErrorCode::pins_invalid, error.sentence());
  if (error.position().line != 0) {
    invalid = std::move(invalid).at_line(error.position().line, error.position().column);
  }
  if (error.position().byte) invalid = std::move(invalid).at_byte(*error.position().byte);
  return invalid;
}

Failure invalid(std::string sentence) { return fail(ErrorCode::pins_invalid, std::move(sentence)); }

Failure invalid(const JsonValue& value, std::string_view what) {
  return fail(as_invalid(value.malformed(what)));
}

// `value`, which is a string, is not `wanted`.
Failure not_a(const JsonValue& value, std::string_view wanted) {
  return invalid(value, fmt::format("is {}, not {}", value.description(), wanted));
}

Result<void> check_keys(const JsonValue& object, Keys keys, Pins::UnknownKeys unknown) {
  if (auto is_object = object.expect(JsonKind::object); !is_object) {
    return fail(as_invalid(is_object.error()));
  }
  if (unknown == Pins::UnknownKeys::ignore) return {};
  for (const JsonValue member : object) {
    if (std::ranges::find(keys, member.key()) == keys.end()) {
      return invalid(object, fmt::format("has the unknown key {}", quote(member.key())));
    }
  }
  return {};
}

Result<JsonValue> member_of(const JsonValue& object, std::string_view key, JsonKind kind) {
  const auto member = object.find(key);
  if (!member) return invalid(object, fmt::format("has no \"{}\"", key));
  if (auto is_kind = member->expect(kind); !is_kind) return fail(as_invalid(is_kind.error()));
  return *member;
}

// A string member, read by `parse`, which gives an optional.
template <typename Parse>
auto read_text(const JsonValue& object, std::string_view key, std::string_view wanted, Parse parse)
    -> Result<typename decltype(parse(std::string_view()))::value_type> {
  const auto member = member_of(object, key, JsonKind::string);
  if (!member) return fail(member.error());
  auto value = parse(member->text());
  if (!value) return not_a(*member, wanted);
  return *std::move(value);
}

// A string, read by `parse`, which gives a Result.
template <typename T>
Result<T> read_checked(const JsonValue& text, Result<T> (*parse)(std::string_view)) {
  if (auto is_string = text.expect(JsonKind::string); !is_string) {
    return fail(as_invalid(is_string.error()));
  }
  auto value = parse(text.text());
  if (!value) return invalid(text, fmt::format("is refused: {}", value.error().sentence()));
  return value;
}

template <typename T>
Result<T> read_checked(const JsonValue& object, std::string_view key,
                       Result<T> (*parse)(std::string_view)) {
  const auto member = member_of(object, key, JsonKind::string);
  if (!member) return fail(member.error());
  return read_checked(*member, parse);
}

std::optional<std::string> pin_name(std::string_view text) {
  if (!is_pin_name(text)) return std::nullopt;
  return std::string(text);
}

// No fraction and no exponent, which JSON would allow: one number is written in one way.
Result<std::uint64_t> read_size(const JsonValue& object) {
  const auto member = member_of(object, "size", JsonKind::number);
  if (!member) return fail(member.error());
  const std::string_view text = member->text();
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
  if (error != std::errc() || end != text.data() + text.size()) {
    return not_a(*member, "a number of bytes");
  }
  return size;
}

Result<PinnedFile> read_file_entry(const JsonValue& entry, Pins::UnknownKeys unknown) {
  if (auto known = check_keys(entry, kFileKeys, unknown); !known) return fail(known.error());
  auto name = read_checked(entry, "path", &ArtifactName::parse);
  if (!name) return fail(std::move(name).error());
  auto size = read_size(entry);
  if (!size) return fail(std::move(size).error());
  auto sha256 = read_text(entry, "sha256", "64 lower-case hexadecimal digits", &Sha256Hex::parse);
  if (!sha256) return fail(std::move(sha256).error());
  auto hub = read_text(entry, "hub", "\"sha256:\" and 64 or \"git-sha1:\" and 40 digits",
                       &BlobId::parse_tagged);
  if (!hub) return fail(std::move(hub).error());
  if (hub->kind() == BlobId::Kind::sha256 && hub->hex() != sha256->text()) {
    return invalid(entry, "has a hub and a sha256 that are not the same");
  }
  return PinnedFile{*std::move(name), *size, *std::move(sha256), *std::move(hub)};
}

// Paths that file systems may take for one: tells of the second. Letters beyond ASCII are compared
// as they are.
class SeenPaths {
 public:
  Result<void> add(const JsonValue& value, const ArtifactName& name) {
    if (seen_.insert(lower_case(name.text())).second) return {};
    return invalid(value, fmt::format("names {} a second time, or it differs only in case",
                                      quote(name.text())));
  }

 private:
  std::unordered_set<std::string> seen_;
};

Result<void> read_files(const JsonValue& object, Pins::UnknownKeys unknown,
                        PinnedArtifact& artifact) {
  SeenPaths seen;
  const auto files = member_of(object, "files", JsonKind::array);
  if (!files) return fail(files.error());
  for (const JsonValue entry : *files) {
    auto file = read_file_entry(entry, unknown);
    if (!file) return fail(std::move(file).error());
    if (auto added = seen.add(entry, file->name); !added) return added;
    artifact.files.push_back(*std::move(file));
  }
  const auto absent = member_of(object, "absent", JsonKind::array);
  if (!absent) return fail(absent.error());
  for (const JsonValue entry : *absent) {
    auto name = read_checked(entry, &ArtifactName::parse);
    if (!name) return fail(std::move(name).error());
    if (auto added = seen.add(entry, *name); !added) return added;
    artifact.absent.push_back(*std::move(name));
  }
  return {};
}

Result<void> check_constant(const JsonValue& object, std::string_view key,
                            std::string_view expected) {
  const auto member = member_of(object, key, JsonKind::string);
  if (!member) return fail(member.error());
  if (member->text() != expected) return not_a(*member, quote(expected));
  return {};
}

Result<void> check_digest(const JsonValue& object, const PinnedArtifact& artifact) {
  const auto digest = member_of(object, "digest", JsonKind::string);
  if (!digest) return fail(digest.error());
  const std::string expected = artifact.digest();
  if (digest->text() == expected) return {};
  return invalid(*digest, fmt::format("is not that of its files, {}", expected));
}

Result<PinnedArtifact> read_artifact(const JsonValue& object, Pins::UnknownKeys unknown) {
  if (auto known = check_keys(object, kArtifactKeys, unknown); !known) return fail(known.error());
  auto name = read_text(object, "name", "a name of 1 to 64 letters, digits, \".\", \"_\" and \"-\"",
                        &pin_name);
  if (!name) return fail(std::move(name).error());
  if (auto is_hf = check_constant(object, "source", "hf"); !is_hf) return fail(is_hf.error());
  if (auto is_model = check_constant(object, "repo_type", "model"); !is_model) {
    return fail(is_model.error());
  }
  auto repo = read_checked(object, "repo", &RepoId::parse);
  if (!repo) return fail(std::move(repo).error());
  auto requested = read_checked(object, "requested", &Revision::parse);
  if (!requested) return fail(std::move(requested).error());
  auto commit = read_text(object, "commit", "40 lower-case hexadecimal digits", &Commit::parse);
  if (!commit) return fail(std::move(commit).error());
  if (requested->commit().value_or(*commit) != *commit) {
    return invalid(object, "has a commit other than the one that was requested");
  }
  PinnedArtifact artifact{
      *std::move(name), *std::move(repo), *std::move(requested), *std::move(commit), {}, {}};
  if (auto read = read_files(object, unknown, artifact); !read) return fail(read.error());
  if (auto fits = check_digest(object, artifact); !fits) return fail(fits.error());
  return artifact;
}

Result<void> check_version(const JsonValue& top) {
  const auto version = member_of(top, "kimitok_lock", JsonKind::number);
  if (!version) return fail(version.error());
  if (version->text() == "1") return {};
  return fail(as_invalid(version->malformed(fmt::format("is {}, a version that is not known here",
                                                        version->description())))
                  .with_remedy("a newer kimitok may know it"));
}

// The line, from 1, on which a merge left its marks; 0 if it did not.
std::uint64_t line_of_conflict(std::string_view text) {
  std::uint64_t line = 1;
  for (;; ++line) {
    if (text.starts_with("<<<<<<<") || text.starts_with(">>>>>>>")) return line;
    const std::size_t end = text.find('\n');
    if (end == text.npos) return 0;
    text.remove_prefix(end + 1);
  }
}

// What is wrong before it is JSON at all.
Result<void> check_text(std::string_view text) {
  if (text.empty()) return invalid("is empty");
  if (text.size() > Pins::kMaxBytes) {
    return invalid(fmt::format("holds more than {} bytes", Pins::kMaxBytes));
  }
  if (text.starts_with("\xEF\xBB\xBF")) return invalid("begins with a byte order mark");
  if (const std::uint64_t line = line_of_conflict(text); line != 0) {
    return fail(Error(ErrorCode::pins_invalid, "holds the marks of a merge that is not finished")
                    .at_line(line)
                    .with_remedy("take one side whole, then pin again what the other changed"));
  }
  return {};
}

}  // namespace

Result<Pins> Pins::parse(std::string_view json, UnknownKeys unknown) {
  if (auto is_text = check_text(json); !is_text) return fail(is_text.error());
  const auto document = JsonDocument::parse(json);
  if (!document) return fail(as_invalid(document.error()));
  const JsonValue top = document->root();
  if (auto known = check_version(top); !known) return fail(known.error());
  if (auto known = check_keys(top, kTopKeys, unknown); !known) return fail(known.error());
  const auto artifacts = member_of(top, "artifacts", JsonKind::array);
  if (!artifacts) return fail(artifacts.error());
  Pins pins;
  for (const JsonValue entry : *artifacts) {
    auto artifact = read_artifact(entry, unknown);
    if (!artifact) return fail(std::move(artifact).error());
    if (pins.find(artifact->name) != nullptr) {
      return invalid(entry, fmt::format("has the name {} a second time", quote(artifact->name)));
    }
    pins.put(*std::move(artifact));
  }
  return pins;
}

}  // namespace kimitok

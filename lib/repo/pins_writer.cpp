// Writes kimitok.lock as Python's json.dumps(indent=2) would, and a last line feed.
#include <fmt/core.h>

#include "kimitok/pins.hpp"
#include "kimitok/utf8.hpp"

namespace kimitok {
namespace {

// Outside the basic plane there is a pair of units for a code point. (RFC 8259, section 7.)
std::string escaped(char32_t code_point) {
  const auto value = static_cast<std::uint32_t>(code_point);
  if (value < 0x10000) return fmt::format("\\u{:04x}", value);
  const std::uint32_t offset = value - 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (offset >> 10), 0xDC00 + (offset & 0x3FF));
}

// Requires: `text` is valid UTF-8.
std::string json_string(std::string_view text) {
  std::string json = "\"";
  while (!text.empty()) {
    const utf8::Unit unit = utf8::next(text);
    if (unit.code_point == '"' || unit.code_point == '\\') {
      json += '\\';
      json += text.front();
    } else if (unit.code_point >= ' ' && unit.code_point <= '~') {
      json += text.front();
    } else {
      json += escaped(unit.code_point);
    }
    text.remove_prefix(unit.size);
  }
  return json + '"';
}

// An array or object of members that are JSON already, at `depth` levels of indent.
std::string block(char open, const std::vector<std::string>& members, char close, unsigned depth) {
  std::string json(1, open);
  const std::string indent(2 * std::size_t{depth}, ' ');
  for (std::size_t i = 0; i < members.size(); ++i) {
    json += fmt::format("{}\n{}  {}", i == 0 ? "" : ",", indent, members[i]);
  }
  if (!members.empty()) json += '\n' + indent;
  return json + close;
}

std::string member(std::string_view key, std::string_view value) {
  return fmt::format("\"{}\": {}", key, value);
}

std::string text_member(std::string_view key, std::string_view text) {
  return member(key, json_string(text));
}

std::string json_of(const PinnedFile& file) {
  return block('{',
               {text_member("path", file.name.text()), member("size", std::to_string(file.size)),
                text_member("sha256", file.sha256.text()), text_member("hub", file.hub.tagged())},
               '}', 4);
}

std::string json_of(const PinnedArtifact& artifact) {
  std::vector<std::string> files, absent;
  for (const PinnedFile& file : artifact.files) files.push_back(json_of(file));
  for (const ArtifactName& name : artifact.absent) absent.push_back(json_string(name.text()));
  return block(
      '{',
      {text_member("name", artifact.name), text_member("source", "hf"),
       text_member("repo_type", "model"), text_member("repo", artifact.repo.text()),
       text_member("requested", artifact.requested.text()),
       text_member("commit", artifact.commit.text()), member("files", block('[', files, ']', 3)),
       member("absent", block('[', absent, ']', 3)), text_member("digest", artifact.digest())},
      '}', 2);
}

}  // namespace

std::string Pins::json() const {
  std::vector<std::string> artifacts;
  for (const PinnedArtifact& artifact : artifacts_) artifacts.push_back(json_of(artifact));
  return block('{',
               {member("kimitok_lock", "1"), member("artifacts", block('[', artifacts, ']', 1))},
               '}', 0) +
         '\n';
}

}  // namespace kimitok

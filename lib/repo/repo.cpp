#include "kimitok/repo.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <vector>

#include "json/quote.hpp"
#include "kimitok/utf8.hpp"
#include "repo/characters.hpp"

namespace kimitok {
namespace {

constexpr std::size_t kMaxRepoIdBytes = 96;
constexpr std::size_t kMaxRevisionBytes = 255;
constexpr std::size_t kMaxSegmentBytes = 255;
constexpr std::size_t kMaxPathBytes = 4096;

std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t slash = path.find('/');
    parts.push_back(path.substr(0, slash));
    if (slash == path.npos) return parts;
    path.remove_prefix(slash + 1);
  }
}

// What is wrong with one segment of a repository's id; empty if nothing is.
std::string_view fault_of_id_segment(std::string_view segment) {
  if (segment.empty()) return "a part is empty";
  if (!std::all_of(segment.begin(), segment.end(), is_name_character)) {
    return "only letters, digits, \".\", \"_\" and \"-\" are allowed, and one \"/\"";
  }
  if (segment.front() == '.' || segment.front() == '-') return "a part begins with \".\" or \"-\"";
  if (segment.back() == '.' || segment.back() == '-') return "a part ends with \".\" or \"-\"";
  return {};
}

std::string_view fault_of_id(std::string_view text) {
  if (text.empty()) return "it is empty";
  if (text.size() > kMaxRepoIdBytes) return "it is longer than 96 bytes";
  const auto parts = segments(text);
  if (parts.size() > 2) return "it has more than one \"/\"";
  for (const std::string_view part : parts) {
    if (const auto fault = fault_of_id_segment(part); !fault.empty()) return fault;
  }
  if (text.find("--") != text.npos) return "\"--\" is not allowed";
  if (text.find("..") != text.npos) return "\"..\" is not allowed";
  if (text.ends_with(".git")) return "it ends with \".git\"";
  return {};
}

// What follows the host in "https://huggingface.co/org/name/tree/main", the usual thing to paste;
// browsers show the Hub's addresses without the scheme.
std::optional<std::string_view> path_of_url(std::string_view text) {
  const std::size_t scheme = text.find("://");
  const bool has_scheme = scheme != text.npos;
  if (has_scheme) text.remove_prefix(scheme + 3);
  if (!has_scheme && !text.starts_with("huggingface.co/") && !text.starts_with("hf.co/")) {
    return std::nullopt;
  }
  const std::size_t slash = text.find('/');
  return slash == text.npos ? std::string_view() : text.substr(slash + 1);
}

// The model's id that a URL's path begins with; empty if it leads to something else.
std::string_view id_in_path(std::string_view path) {
  path = path.substr(0, path.find_first_of("?#"));
  if (path.starts_with("datasets/") || path.starts_with("spaces/")) return {};
  const std::size_t slash = path.find('/');
  if (slash != path.npos) path = path.substr(0, path.find('/', slash + 1));
  if (path.ends_with(".git")) path.remove_suffix(4);
  return path;
}

bool is_commit_in_any_case(std::string_view text) {
  return text.size() == 40 && is_lower_hex(lower_case(text));
}

// git's own rules for names of refs (git-check-ref-format), and "%", which would be decoded twice
// on its way through a proxy.
std::string_view fault_of_revision(std::string_view text) {
  if (text.empty()) return "it is empty";
  if (text.size() > kMaxRevisionBytes) return "it is longer than 255 bytes";
  for (const char c : text) {
    if (c <= ' ' || c > '~') return "a blank or a character that is not printable ASCII";
  }
  if (text.find_first_of("\\~^:?*[%") != text.npos) {
    return "none of \\ ~ ^ : ? * [ % is allowed";
  }
  if (text.find("@{") != text.npos) return "\"@{\" is not allowed";
  for (const std::string_view segment : segments(text)) {
    if (segment.empty()) return "a part between \"/\" is empty";
    if (segment == "." || segment == "..") return "a part is \".\" or \"..\"";
    if (segment.ends_with(".lock")) return "a part ends with \".lock\"";
  }
  return {};
}

// Names that Windows opens as devices in every directory, with and without an extension: those of
// Python's ntpath.isreserved().
bool is_device_name(std::string_view segment) {
  static constexpr std::array<std::string_view, 6> kDevices{"con", "prn",    "aux",
                                                            "nul", "conin$", "conout$"};
  std::string stem = lower_case(segment.substr(0, segment.find('.')));
  stem.erase(stem.find_last_not_of(' ') + 1);
  if (std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end()) return true;
  if (!stem.starts_with("com") && !stem.starts_with("lpt")) return false;
  const std::string_view number = std::string_view(stem).substr(3);
  if (number.size() == 1) return is_digit(number[0]);
  return number == "\u00b9" || number == "\u00b2" || number == "\u00b3";
}

std::string_view fault_of_path_segment(std::string_view segment) {
  if (segment.empty()) return "a part is empty";
  if (segment == "." || segment == "..") return "a part is \".\" or \"..\"";
  if (segment.size() > kMaxSegmentBytes) return "a part is longer than 255 bytes";
  if (segment.back() == '.' || segment.back() == ' ') return "a part ends with \".\" or a blank";
  if (segment.size() >= 2 && is_letter(segment[0]) && segment[1] == ':') {
    return "a part begins with a drive's letter";
  }
  if (is_device_name(segment)) return "a part is the name of a device";
  return {};
}

std::string_view fault_of_path(std::string_view text) {
  if (text.empty()) return "it is empty";
  if (text.size() > kMaxPathBytes) return "it is longer than 4096 bytes";
  if (!utf8::is_valid(text)) return "it is not UTF-8";
  if (std::any_of(text.begin(), text.end(), is_control)) return "it holds a control character";
  if (text.find('\\') != text.npos) return "\"\\\" is not allowed";
  if (text.front() == '/') return "it begins with \"/\"";
  for (const std::string_view segment : segments(text)) {
    if (const auto fault = fault_of_path_segment(segment); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace

Result<RepoId> RepoId::parse(std::string_view text) {
  if (const auto path = path_of_url(text)) {
    Error error(ErrorCode::usage, fmt::format("{} is a URL, not a repository's id", quote(text)));
    const std::string_view id = id_in_path(*path);
    if (!fault_of_id(id).empty()) return fail(std::move(error));
    return fail(std::move(error).with_remedy(fmt::format("say {}", id)));
  }
  if (const auto fault = fault_of_id(text); !fault.empty()) {
    return fail(ErrorCode::usage, fmt::format("{} is no repository's id: {}", quote(text), fault));
  }
  return RepoId(std::string(text));
}

std::string RepoId::cache_folder() const {
  std::string folder = "models--";
  for (const char c : text_) {
    if (c == '/') {
      folder += "--";
    } else {
      folder += c;
    }
  }
  return folder;
}

std::optional<Commit> Commit::parse(std::string_view text) {
  if (text.size() != 40 || !is_lower_hex(text)) return std::nullopt;
  return Commit(std::string(text));
}

Result<Revision> Revision::parse(std::string_view text) {
  if (is_commit_in_any_case(text) && !is_lower_hex(text)) {
    return fail(Error(ErrorCode::usage, fmt::format("the commit {} is not in lower case", text))
                    .with_remedy(fmt::format("say {}", lower_case(text))));
  }
  if (const auto fault = fault_of_revision(text); !fault.empty()) {
    return fail(ErrorCode::usage, fmt::format("{} is no revision: {}", quote(text), fault));
  }
  return Revision(std::string(text));
}

Result<ArtifactName> ArtifactName::parse(std::string_view text) {
  if (const auto fault = fault_of_path(text); !fault.empty()) {
    return fail(ErrorCode::malformed_input,
                fmt::format("{} is no file's path in a repository: {}", quote(text), fault));
  }
  return ArtifactName(std::string(text));
}

Result<RepoReference> RepoReference::parse(std::string_view text) {
  // A "@" in a URL is not ours: RepoId says what to type instead.
  const std::size_t at = path_of_url(text) ? text.npos : text.find('@');
  auto repo = RepoId::parse(text.substr(0, at));
  if (!repo) return fail(std::move(repo).error());
  if (at == text.npos) return RepoReference{*std::move(repo), std::nullopt};
  auto revision = Revision::parse(text.substr(at + 1));
  if (!revision) return fail(std::move(revision).error());
  return RepoReference{*std::move(repo), *std::move(revision)};
}

std::string RepoReference::text() const {
  return revision ? repo.text() + '@' + revision->text() : repo.text();
}

std::string percent_encoded(std::string_view path, bool slash_too) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : path) {
    if (is_name_character(c) || c == '~' || (c == '/' && !slash_too)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kDigits[byte >> 4], kDigits[byte & 15]};
    }
  }
  return encoded;
}

}  // namespace kimitok

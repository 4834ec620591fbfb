#include "image/digest_memo.hpp"

#include <fmt/core.h>

#include "image/checksum.hpp"
#include "image/image_key.hpp"

namespace kimitok {
namespace {

bool is_digest(std::string_view text) {
  return text.size() == kDigestDigits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string head(const FileIdentity& identity) {
  return fmt::format("kimitok digest 1\n{}\n", identity.text());
}

}  // namespace

std::string memo_name(const FileIdentity& identity) {
  return fmt::format("{:016x}.digest", checksum(identity.text()));
}

std::string memo_text(const FileIdentity& identity, std::string_view digest) {
  const std::string text = fmt::format("{}{}\n", head(identity), digest);
  return fmt::format("{}{:016x}\n", text, checksum(text));
}

std::optional<std::string> digest_in_memo(std::string_view text, const FileIdentity& identity) {
  const std::string_view digest =
      text.substr(std::min(text.size(), head(identity).size()), kDigestDigits);
  if (!is_digest(digest) || text != memo_text(identity, digest)) return std::nullopt;
  return std::string(digest);
}

}  // namespace kimitok

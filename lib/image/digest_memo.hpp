// Remembers the SHA-256 of a file by its identity, so that it need not be read to be known.
//
//   memo = "kimitok digest 1" LF identity LF digest LF checksum LF
//
// in a file of its own, whose name is made from the identity and which never changes. `checksum` is
// that of what is before it, in 16 digits.
#ifndef KIMITOK_IMAGE_DIGEST_MEMO_HPP_
#define KIMITOK_IMAGE_DIGEST_MEMO_HPP_

#include <optional>
#include <string>
#include <string_view>

#include "image/file_identity.hpp"

namespace kimitok {

std::string memo_name(const FileIdentity& identity);

// Requires: `digest` has 64 lower-case digits.
std::string memo_text(const FileIdentity& identity, std::string_view digest);

// The digest; nothing if `text` is not exactly a memo of this identity.
std::optional<std::string> digest_in_memo(std::string_view text, const FileIdentity& identity);

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_DIGEST_MEMO_HPP_

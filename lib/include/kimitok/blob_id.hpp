// The digests that name and prove a file: the Hub's own id for it, and our SHA-256.
#ifndef KIMITOK_BLOB_ID_HPP_
#define KIMITOK_BLOB_ID_HPP_

#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok {

// 64 lower-case hexadecimal digits.
class Sha256Hex {
 public:
  static std::optional<Sha256Hex> parse(std::string_view text);

  const std::string& text() const noexcept { return text_; }

  auto operator<=>(const Sha256Hex&) const = default;

 private:
  explicit Sha256Hex(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

// The Hub's id of a file's content, which is also its name in the cache: for a file kept by LFS the
// SHA-256 of its bytes (64 digits), for any other git's blob SHA-1 (40 digits: SHA-1 of
// "blob <size>", a NUL and the bytes).
class BlobId {
 public:
  enum class Kind { git_sha1, sha256 };

  static std::optional<BlobId> parse(std::string_view hex);
  // "sha256:<64 digits>" or "git-sha1:<40 digits>", as kimitok.lock writes it.
  static std::optional<BlobId> parse_tagged(std::string_view text);

  Kind kind() const noexcept { return hex_.size() == 64 ? Kind::sha256 : Kind::git_sha1; }
  const std::string& hex() const noexcept { return hex_; }
  std::string tagged() const;

  auto operator<=>(const BlobId&) const = default;

 private:
  explicit BlobId(std::string hex) : hex_(std::move(hex)) {}
  std::string hex_;
};

// What some bytes are, by every name they may be asked for.
struct Digests {
  std::uint64_t size = 0;
  std::string sha256;    // 64 lower-case digits
  std::string git_sha1;  // 40

  bool fit(const BlobId& id) const;
  bool operator==(const Digests&) const = default;
};

// Fed with the bytes of a file whose size is known beforehand. Requires at digests(): as many bytes
// as promised.
class BlobHasher {
 public:
  explicit BlobHasher(std::uint64_t size);
  BlobHasher(BlobHasher&&) noexcept;
  BlobHasher& operator=(BlobHasher&&) noexcept;
  ~BlobHasher();

  void update(std::string_view bytes);
  Digests digests();  // ends the hashing

 private:
  struct State;
  std::unique_ptr<State> state_;
};

Digests digests_of(std::string_view bytes);

}  // namespace kimitok

#endif  // KIMITOK_BLOB_ID_HPP_

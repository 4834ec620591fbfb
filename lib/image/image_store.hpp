// A directory of images, and of the digests that lead to them.
//
//   SHA256.image              of the vocabulary file with that SHA-256
//   IDENTITY.digest           see digest_memo.hpp
//   unfinished-...            being written
//
// It stays small: the images and digests not used for the longest time give way.
#ifndef KIMITOK_IMAGE_IMAGE_STORE_HPP_
#define KIMITOK_IMAGE_IMAGE_STORE_HPP_

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "image/file_identity.hpp"
#include "image/image.hpp"
#include "image/trusted_directory.hpp"
#include "kimitok/error.hpp"

namespace kimitok {

// Several processes may use one directory at the same time.
class ImageStore {
 public:
  // Fail as TrustedDirectory::open() and create().
  static Result<ImageStore> open(const std::filesystem::path& directory);
  static Result<ImageStore> create(const std::filesystem::path& directory);

  // The SHA-256 of the file that has this identity; nothing if it is not known.
  std::optional<std::string> digest(const FileIdentity& identity) const;

  // Fails with `io`. Requires: the identity is settled, and `digest` is that of the file's bytes.
  Result<void> keep_digest(const FileIdentity& identity, std::string_view digest) const;

  // Fails as Image::open().
  Result<Image> image(const ImageKey& key) const;

  // Fails with `io`.
  Result<void> keep_image(const std::string& source, std::string_view bytes) const;

  static constexpr std::size_t kMaxImages = 8;
  static constexpr std::size_t kMaxDigests = 64;

 private:
  explicit ImageStore(TrustedDirectory directory) : directory_(std::move(directory)) {}
  void remove_beyond(std::size_t most, std::string_view suffix, std::string_view just_put) const;

  TrustedDirectory directory_;
};

}  // namespace kimitok

#endif  // KIMITOK_IMAGE_IMAGE_STORE_HPP_

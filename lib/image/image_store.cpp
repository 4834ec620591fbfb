#include "image/image_store.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <ctime>
#include <utility>

#include "image/digest_memo.hpp"

namespace kimitok {
namespace {

constexpr std::string_view kImage = ".image";
constexpr std::string_view kDigest = ".digest";
constexpr std::size_t kMaxMemoBytes = 1024;
// Writing an image takes well under a second.
constexpr std::int64_t kAbandonedSeconds = 3600;

std::string image_name(const std::string& source) { return source + std::string(kImage); }

// Nothing if it cannot be read.
std::optional<std::string> content(const OpenFile& file, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t done = 0;
  while (done < size) {
    const ssize_t got = ::read(file.number(), bytes.data() + done, size - done);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

}  // namespace

Result<ImageStore> ImageStore::open(const std::filesystem::path& directory) {
  auto opened = TrustedDirectory::open(directory);
  if (!opened) return fail(std::move(opened).error());
  return ImageStore(*std::move(opened));
}

Result<ImageStore> ImageStore::create(const std::filesystem::path& directory) {
  auto created = TrustedDirectory::create(directory);
  if (!created) return fail(std::move(created).error());
  return ImageStore(*std::move(created));
}

std::optional<std::string> ImageStore::digest(const FileIdentity& identity) const {
  const auto file = directory_.open_file(memo_name(identity), kMaxMemoBytes);
  if (!file) return std::nullopt;
  const auto text = content(file->file, file->size);
  return text ? digest_in_memo(*text, identity) : std::nullopt;
}

Result<void> ImageStore::keep_digest(const FileIdentity& identity, std::string_view digest) const {
  const std::string name = memo_name(identity);
  if (auto put = directory_.put(name, memo_text(identity, digest)); !put) return put;
  remove_beyond(kMaxDigests, kDigest, name);
  return {};
}

Result<Image> ImageStore::image(const ImageKey& key) const {
  return Image::open(directory_, image_name(key.source), key);
}

Result<void> ImageStore::keep_image(const std::string& source, std::string_view bytes) const {
  const std::string name = image_name(source);
  // Some file systems write a file to disk at once, and wait for it, where it takes another's name.
  directory_.remove(name);
  if (auto put = directory_.put(name, bytes); !put) return put;
  remove_beyond(kMaxImages, kImage, name);
  const std::int64_t now = std::time(nullptr);
  for (const TrustedDirectory::Listed& file : directory_.files()) {
    if (file.name.starts_with(TrustedDirectory::kUnfinished) &&
        now - file.last_used > kAbandonedSeconds) {
      directory_.remove(file.name);
    }
  }
  return {};
}

void ImageStore::remove_beyond(std::size_t most, std::string_view suffix,
                               std::string_view just_put) const {
  std::vector<TrustedDirectory::Listed> files = directory_.files();
  std::erase_if(files, [&](const TrustedDirectory::Listed& file) {
    return !file.name.ends_with(suffix) || file.name == just_put;
  });
  std::ranges::sort(files, std::ranges::greater(), &TrustedDirectory::Listed::last_used);
  for (std::size_t i = most - 1; i < files.size(); ++i) directory_.remove(files[i].name);
}

}  // namespace kimitok

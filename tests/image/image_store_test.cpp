#include "image/image_store.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <filesystem>
#include <set>
#include <string>

#include "image/digest_memo.hpp"
#include "image/image_writer.hpp"
#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

std::string digest_of(unsigned i) {
  std::string digest(64, '0');
  digest[0] = static_cast<char>('a' + i % 6);
  digest[1] = static_cast<char>('0' + i / 6 % 10);
  digest[2] = static_cast<char>('0' + i / 60);
  return digest;
}

std::string image_of(const std::string& digest) {
  ImageWriter writer;
  writer.add(Section::token_bytes, std::span<const char>(digest));
  return writer.image({digest, 1});
}

std::set<std::string> names(const fs::path& directory) {
  std::set<std::string> found;
  for (const auto& entry : fs::directory_iterator(directory)) found.insert(entry.path().filename());
  return found;
}

void set_time(const fs::path& file, std::time_t seconds) {
  const timespec times[] = {{seconds, 0}, {seconds, 0}};
  REQUIRE(::utimensat(AT_FDCWD, file.c_str(), times, AT_SYMLINK_NOFOLLOW) == 0);
}

struct Stored {
  test::TempDir dir;
  fs::path directory = dir.path() / "images";
  ImageStore store = *ImageStore::create(directory);
};

TEST_CASE("image store: an image is found by its source and layout") {
  const Stored at;
  const std::string digest = digest_of(0);
  CHECK_FALSE(at.store.image({digest, 1}).has_value());
  REQUIRE(at.store.keep_image(digest, image_of(digest)).has_value());
  CHECK(names(at.directory) == std::set<std::string>{digest + ".image"});
  const auto image = at.store.image({digest, 1});
  REQUIRE(image.has_value());
  const auto text = image->section<char>(Section::token_bytes, 64);
  REQUIRE(text.has_value());
  CHECK(std::string(text->data(), 64) == digest);
  CHECK_FALSE(at.store.image({digest, 2}).has_value());
  CHECK_FALSE(at.store.image({digest_of(1), 1}).has_value());
}

TEST_CASE("image store: whatever lies in an image's place is refused, and another takes it") {
  const std::string digest = digest_of(0), whole = image_of(digest);
  const auto tell = [&](auto put_there) {
    const Stored at;
    const fs::path place = at.directory / (digest + ".image");
    put_there(at, place);
    CHECK_FALSE(at.store.image({digest, 1}).has_value());
    if (fs::is_directory(place)) return;
    REQUIRE(at.store.keep_image(digest, whole).has_value());
    CHECK(at.store.image({digest, 1}).has_value());
  };
  const auto write = [](const Stored& at, const fs::path& place, std::string_view bytes) {
    at.dir.write(place.lexically_relative(at.dir.path()), bytes);
  };
  SUBCASE("nothing") {
    tell([&](const Stored& at, const fs::path& place) { write(at, place, ""); });
  }
  SUBCASE("the beginning of it") {
    tell([&](const Stored& at, const fs::path& place) { write(at, place, whole.substr(0, 200)); });
  }
  SUBCASE("another vocabulary's image") {
    tell(
        [&](const Stored& at, const fs::path& place) { write(at, place, image_of(digest_of(1))); });
  }
  SUBCASE("a directory") {
    tell([&](const Stored&, const fs::path& place) { fs::create_directory(place); });
  }
  SUBCASE("a pipe that nobody writes to") {
    tell(
        [&](const Stored&, const fs::path& place) { REQUIRE(::mkfifo(place.c_str(), 0600) == 0); });
  }
  SUBCASE("a link to a good image") {
    tell([&](const Stored& at, const fs::path& place) {
      fs::create_symlink(at.dir.write("good", whole), place);
    });
  }
  SUBCASE("a good image that others may write to") {
    tell([&](const Stored& at, const fs::path& place) {
      write(at, place, whole);
      REQUIRE(::chmod(place.c_str(), 0666) == 0);
    });
  }
}

TEST_CASE("image store: a digest is known for the identity it was kept for, and no other") {
  const Stored at;
  const auto one = FileIdentity::of(at.dir.write("one", "1"));
  const auto two = FileIdentity::of(at.dir.write("two", "2"));
  REQUIRE(one.has_value());
  REQUIRE(two.has_value());
  REQUIRE(at.store.keep_digest(*one, digest_of(1)).has_value());
  CHECK(at.store.digest(*one) == digest_of(1));
  CHECK(at.store.digest(*two) == std::nullopt);
  // One that lies in the place of another's, or is damaged.
  fs::copy(at.directory / memo_name(*one), at.directory / memo_name(*two));
  CHECK(at.store.digest(*two) == std::nullopt);
  at.dir.write("images/" + memo_name(*one), "kimitok digest 1\n");
  CHECK(at.store.digest(*one) == std::nullopt);
  at.dir.write("images/" + memo_name(*one), std::string(5000, ' '));
  CHECK(at.store.digest(*one) == std::nullopt);
}

TEST_CASE("image store: the images not used for the longest time give way") {
  const Stored at;
  const auto place = [&](unsigned i) { return at.directory / (digest_of(i) + ".image"); };
  for (unsigned i = 0; i < ImageStore::kMaxImages; ++i) {
    REQUIRE(at.store.keep_image(digest_of(i), image_of(digest_of(i))).has_value());
    set_time(place(i), 1'000'000 + 10 * ((i + 3) % ImageStore::kMaxImages));
  }
  CHECK(names(at.directory).size() == ImageStore::kMaxImages);
  at.dir.write("images/notes.txt", "not ours");
  REQUIRE(at.store.keep_image(digest_of(20), image_of(digest_of(20))).has_value());
  CHECK(names(at.directory).size() == ImageStore::kMaxImages + 1);
  CHECK(fs::exists(at.directory / "notes.txt"));
  CHECK(fs::exists(place(20)));
  CHECK_FALSE(fs::exists(place(ImageStore::kMaxImages - 3)));
}

TEST_CASE("image store: digests are few too, and abandoned files go while fresh ones stay") {
  const Stored at;
  for (unsigned i = 0; i < ImageStore::kMaxDigests + 5; ++i) {
    const auto identity = FileIdentity::of(at.dir.write("file", std::string(i, 'x')));
    REQUIRE(identity.has_value());
    REQUIRE(at.store.keep_digest(*identity, digest_of(i)).has_value());
  }
  CHECK(names(at.directory).size() == ImageStore::kMaxDigests);
  set_time(at.dir.write("images/unfinished-1-1", "half"), 1'000'000);
  at.dir.write("images/unfinished-2-2", "half");
  REQUIRE(at.store.keep_image(digest_of(0), image_of(digest_of(0))).has_value());
  CHECK_FALSE(fs::exists(at.directory / "unfinished-1-1"));
  CHECK(fs::exists(at.directory / "unfinished-2-2"));
}

}  // namespace
}  // namespace kimitok

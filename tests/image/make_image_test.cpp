// load_tokenizer() with a directory for images, and make_image().
#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "kimitok/encode_stream.hpp"
#include "kimitok/file.hpp"
#include "kimitok/load.hpp"
#include "support/real_vocabulary.hpp"
#include "support/temp_dir.hpp"
#include "tokenizer/model.hpp"

namespace kimitok {
namespace {

namespace fs = std::filesystem;

const fs::path kSmall = fs::path(KIMITOK_TESTDATA) / "kimi-small";

struct Images {
  test::TempDir dir;
  fs::path path = dir.path() / "images";

  LoadedTokenizer load(const fs::path& model = kSmall) const {
    auto loaded = load_tokenizer({.model = model, .images = path});
    REQUIRE(loaded.has_value());
    return *std::move(loaded);
  }
  bool make(const LoadedTokenizer& loaded) const {
    REQUIRE(loaded.image_order != nullptr);
    const auto made = make_image(loaded.tokenizer, *loaded.image_order);
    REQUIRE_MESSAGE(made.has_value(), made.error().message());
    return *made;
  }
  // As many times as it takes.
  void have_one(const fs::path& model = kSmall) const {
    CHECK_FALSE(make(load(model)));
    CHECK(make(load(model)));
  }
  std::size_t count(std::string_view suffix) const {
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(path))
      files += entry.path().native().ends_with(suffix) ? 1 : 0;
    return files;
  }
  fs::path image() const {
    for (const auto& entry : fs::directory_iterator(path)) {
      if (entry.path().extension() == ".image") return entry.path();
    }
    return {};
  }
};

bool is_from_image(const LoadedTokenizer& loaded) {
  return loaded.tokenizer.model().has_fast_tables();
}

// A directory with a copy of the small vocabulary that is old enough to be remembered.
struct Copied {
  Copied() {
    for (const char* name : {"tiktoken.model", "tokenizer_config.json"})
      fs::copy_file(kSmall / name, dir.path() / name);
    std::this_thread::sleep_for(std::chrono::milliseconds(3100));
  }
  test::TempDir dir;
  fs::path model = dir.path() / "tiktoken.model";
};

TEST_CASE("make image: the second use makes it, the third uses it") {
  const Images images;
  const LoadedTokenizer first = images.load();
  CHECK_FALSE(is_from_image(first));
  CHECK_FALSE(fs::exists(images.path));
  CHECK_FALSE(images.make(first));
  CHECK(images.count(".digest") == 1);
  CHECK(images.count("") == 1);
  CHECK(images.make(images.load()));
  CHECK(images.count(".image") == 1);
  CHECK(images.count("") == 2);
  const LoadedTokenizer third = images.load();
  CHECK(is_from_image(third));
  CHECK(third.image_order == nullptr);
  CHECK(third.files == first.files);
}

TEST_CASE("make image: a use whose tables are built makes it at once") {
  const Images images;
  const LoadedTokenizer first = images.load();
  REQUIRE(first.tokenizer.model().fast_tables() != nullptr);
  CHECK(images.make(first));
  CHECK(is_from_image(images.load()));
}

TEST_CASE("make image: ids with it are those without, from the first byte on") {
  const Images images;
  images.have_one();
  const LoadedTokenizer with = images.load();
  REQUIRE(is_from_image(with));
  const auto without = load_tokenizer({.model = kSmall});
  REQUIRE(without.has_value());
  CHECK_FALSE(is_from_image(*without));
  const auto text = read_file(fs::path(KIMITOK_TESTDATA) / "golden/small.jsonl", 16u << 20);
  REQUIRE(text.has_value());
  CHECK(text->size() > 10'000);
  CHECK(*with.tokenizer.encode(*text, {}) == *without->tokenizer.encode(*text, {}));
  CHECK(with.tokenizer.vocabulary().end_id() == without->tokenizer.vocabulary().end_id());
}

TEST_CASE("make image: ids of real text with it are those without") {
  const auto folder = test::real_vocabularies();
  const auto corpus = test::real_corpus();
  if (!folder || !corpus) return;
  const Images images;
  const fs::path model = *folder / "Kimi-K2-Instruct";
  images.have_one(model);
  CHECK(fs::file_size(images.image()) < (std::size_t{12} << 20));
  const LoadedTokenizer with = images.load(model);
  REQUIRE(is_from_image(with));
  const auto without = load_tokenizer({.model = model});
  REQUIRE(without.has_value());
  for (const char* name : {"prose", "code", "zh", "multi"}) {
    CAPTURE(name);
    const auto text = read_file(*corpus / (std::string(name) + ".txt"), 64u << 20);
    REQUIRE(text.has_value());
    const std::string_view some = std::string_view(*text).substr(0, 300'000);
    const EncodeOptions options{.invalid_utf8 = InvalidUtf8::bytes};
    CHECK(*with.tokenizer.encode(some, options) == *without->tokenizer.encode(some, options));
  }
}

TEST_CASE("make image: a damaged one is not used, and made again") {
  const Images images;
  images.have_one();
  const auto whole = read_file(images.image(), 64u << 20);
  REQUIRE(whole.has_value());
  for (const std::size_t at : {std::size_t{0}, std::size_t{100}, whole->size() / 2}) {
    std::string bytes = *whole;
    bytes[at] = static_cast<char>(bytes[at] + 1);
    const fs::path place = images.image();
    fs::remove(place);
    images.dir.write("images" / place.filename(), bytes);
    const LoadedTokenizer loaded = images.load();
    CHECK_FALSE(is_from_image(loaded));
    CHECK_FALSE(loaded.image_note.empty());
    CHECK(images.make(loaded));
    CHECK(is_from_image(images.load()));
  }
}

TEST_CASE("make image: a changed vocabulary of the same size and time is noticed") {
  const Images images;
  const Copied copy;
  images.have_one(copy.dir.path());
  REQUIRE(is_from_image(images.load(copy.dir.path())));
  struct stat before;
  REQUIRE(::stat(copy.model.c_str(), &before) == 0);
  // The first two tokens change places.
  auto text = *read_file(copy.model, 64u << 20);
  const std::size_t second = text.find('\n') + 1;
  REQUIRE(text[4] == ' ');
  REQUIRE(text[second + 4] == ' ');
  std::swap_ranges(text.begin(), text.begin() + 4, text.begin() + static_cast<long>(second));
  copy.dir.write("tiktoken.model", text);
  const timespec times[] = {before.st_atim, before.st_mtim};
  REQUIRE(::utimensat(AT_FDCWD, copy.model.c_str(), times, 0) == 0);
  REQUIRE(fs::file_size(copy.model) == static_cast<std::uintmax_t>(before.st_size));

  const LoadedTokenizer changed = images.load(copy.dir.path());
  CHECK_FALSE(is_from_image(changed));
  CHECK(changed.image_order == nullptr);  // too fresh to be remembered
  CHECK(changed.tokenizer.vocabulary().ranks().bytes_of(0) ==
        images.load().tokenizer.vocabulary().ranks().bytes_of(1));
}

TEST_CASE("make image: a copy elsewhere uses the image that is there") {
  const Images images;
  images.have_one();
  const Copied copy;
  const LoadedTokenizer first = images.load(copy.dir.path());
  CHECK_FALSE(is_from_image(first));
  REQUIRE(first.tokenizer.model().fast_tables() != nullptr);
  CHECK_FALSE(images.make(first));
  CHECK(images.count(".image") == 1);
  CHECK(is_from_image(images.load(copy.dir.path())));
}

TEST_CASE("make image: a vocabulary that was replaced meanwhile is not remembered") {
  const Images images;
  const Copied copy;
  const LoadedTokenizer loaded = images.load(copy.dir.path());
  REQUIRE(loaded.image_order != nullptr);
  REQUIRE(loaded.tokenizer.model().fast_tables() != nullptr);
  copy.dir.write("tiktoken.model", "QQ== 0\n");
  CHECK_FALSE(images.make(loaded));
  CHECK(images.count("") == 0);
}

TEST_CASE("make image: a directory that is not trusted is neither read nor written") {
  const Images images;
  images.have_one();
  REQUIRE(::chmod(images.path.c_str(), 0777) == 0);
  const LoadedTokenizer loaded = images.load();
  CHECK_FALSE(is_from_image(loaded));
  REQUIRE(loaded.image_order != nullptr);
  CHECK_FALSE(make_image(loaded.tokenizer, *loaded.image_order).has_value());
  REQUIRE(::chmod(images.path.c_str(), 0700) == 0);
  CHECK(is_from_image(images.load()));
}

TEST_CASE("make image: with no directory for images there is nothing to make") {
  const auto loaded = load_tokenizer({.model = kSmall});
  REQUIRE(loaded.has_value());
  CHECK(loaded->image_order == nullptr);
  CHECK(loaded->image_note.empty());
}

TEST_CASE("make image: a vocabulary with gaps is refused with its image as without") {
  const Images images;
  const test::TempDir dir;
  std::string text = *read_file(kSmall / "tiktoken.model", 64u << 20);
  text.erase(text.rfind(' '));
  text += " 9999\n";
  const fs::path model = dir.write("tiktoken.model", text);
  std::this_thread::sleep_for(std::chrono::milliseconds(3100));
  const LoadRequest bare{.tiktoken_model = model, .pattern = "kimi", .images = images.path};
  for (int use = 0; use < 3; ++use) {
    const auto loaded = load_tokenizer(bare);
    REQUIRE(loaded.has_value());
    CHECK(is_from_image(*loaded) == (use == 2));
    if (use < 2) REQUIRE(make_image(loaded->tokenizer, *loaded->image_order).has_value());
  }
  const fs::path config = kSmall / "tokenizer_config.json";
  const auto without = load_tokenizer({.tiktoken_model = model, .tokenizer_config = config});
  const auto with =
      load_tokenizer({.tiktoken_model = model, .tokenizer_config = config, .images = images.path});
  REQUIRE_FALSE(without.has_value());
  REQUIRE_FALSE(with.has_value());
  CHECK(with.error().message() == without.error().message());
}

}  // namespace
}  // namespace kimitok

#include "decode/npy_header.hpp"

#include <fmt/core.h>

#include <charconv>
#include <limits>
#include <string>

#include "escaped.hpp"

namespace kimitok::app {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kVersionEnd = 8;

struct NamedItem {
  std::string_view descr;
  IdItem item;
};
constexpr NamedItem kItems[] = {
    {"<u4", {4, false}}, {"<i4", {4, true}}, {"<u2", {2, false}}, {"<i2", {2, true}},
    {"<u8", {8, false}}, {"<i8", {8, true}}, {"|u1", {1, false}},
};

Failure malformed(std::string sentence) {
  return fail(ErrorCode::malformed_input, "npy header: " + std::move(sentence));
}

// Reads the dict literal. NumPy writes one spelling; blanks and the comma before "}" are free.
class Literal {
 public:
  explicit Literal(std::string_view text) : rest_(text) {}

  bool accept(std::string_view word) {
    skip_blanks();
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  std::optional<std::string_view> string() {
    skip_blanks();
    const std::size_t end = rest_.starts_with('\'') ? rest_.find('\'', 1) : std::string_view::npos;
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view text = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return text;
  }

  std::optional<std::uint64_t> number() {
    skip_blanks();
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc()) return std::nullopt;
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  bool at_end() {
    skip_blanks();
    return rest_.empty();
  }

 private:
  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \n\t"), rest_.size()));
  }

  std::string_view rest_;
};

struct Members {
  std::optional<IdItem> item;
  std::optional<bool> fortran_order;
  std::optional<std::uint64_t> count;
};

Result<void> read_descr(Literal& literal, Members& members) {
  const auto descr = literal.string();
  if (!descr) return malformed("descr is no string");
  for (const NamedItem& known : kItems) {
    if (known.descr == *descr) members.item = known.item;
  }
  if (members.item) return {};
  return fail(Error(ErrorCode::malformed_input,
                    fmt::format("npy header: numbers of type '{}' are not read", escaped(*descr)))
                  .with_remedy("save the array as little-endian whole numbers, numpy.uint32 say"));
}

Result<void> read_shape(Literal& literal, Members& members) {
  if (!literal.accept("(")) return malformed("shape is no tuple");
  members.count = literal.number();
  if (!members.count || !literal.accept(",") || !literal.accept(")")) {
    return malformed("the array does not have one dimension");
  }
  return {};
}

Result<void> read_member(Literal& literal, Members& members) {
  const auto key = literal.string();
  if (!key || !literal.accept(":")) return malformed("a key and a colon were expected");
  if (*key == "descr" && !members.item) return read_descr(literal, members);
  if (*key == "shape" && !members.count) return read_shape(literal, members);
  if (*key == "fortran_order" && !members.fortran_order) {
    const bool is_true = literal.accept("True");
    if (!is_true && !literal.accept("False"))
      return malformed("fortran_order is neither True nor False");
    members.fortran_order = is_true;
    return {};
  }
  return malformed(fmt::format("the key '{}' is unknown or comes twice", escaped(*key)));
}

Result<NpyHeader> parse_dict(std::string_view text) {
  Literal literal(text);
  Members members;
  if (!literal.accept("{")) return malformed("a dict was expected");
  while (!literal.accept("}")) {
    if (auto read = read_member(literal, members); !read) return fail(std::move(read).error());
    if (literal.accept(",")) continue;
    if (!literal.accept("}")) return malformed("',' or '}' was expected");
    break;
  }
  if (!literal.at_end()) return malformed("text after the dict");
  if (!members.item || !members.count || !members.fortran_order) {
    return malformed("descr, fortran_order or shape is missing");
  }
  if (*members.fortran_order) return malformed("fortran_order is True");
  if (*members.count > std::numeric_limits<std::uint64_t>::max() / members.item->size) {
    return malformed("the shape is too large");
  }
  return NpyHeader{*members.item, *members.count, 0};
}

}  // namespace

Result<std::optional<NpyHeader>> parse_npy_header(std::string_view bytes) {
  const std::size_t magic = std::min(bytes.size(), kMagic.size());
  if (bytes.substr(0, magic) != kMagic.substr(0, magic)) {
    return fail(Error(ErrorCode::malformed_input, "this is no npy file").at_byte(0));
  }
  if (bytes.size() < kVersionEnd) return std::optional<NpyHeader>();
  const auto byte = [&](std::size_t i) {
    return std::size_t{static_cast<unsigned char>(bytes[i])};
  };
  const std::size_t major = byte(6), minor = byte(7);
  if (major < 1 || major > 3 || minor != 0) {
    return malformed(fmt::format("version {}.{} is unknown", major, minor));
  }
  const std::size_t length_bytes = major == 1 ? 2 : 4;
  const std::size_t begin = kVersionEnd + length_bytes;
  if (bytes.size() < begin) return std::optional<NpyHeader>();
  std::size_t length = 0;
  for (std::size_t i = begin; i > kVersionEnd; --i) length = length << 8 | byte(i - 1);
  if (length > kMaxNpyHeaderBytes - begin) {
    return malformed(fmt::format("{} bytes are too many", length));
  }
  if (bytes.size() < begin + length) return std::optional<NpyHeader>();
  auto header = parse_dict(bytes.substr(begin, length));
  if (!header) return fail(std::move(header).error());
  header->size_bytes = begin + length;
  return std::optional<NpyHeader>(*header);
}

}  // namespace kimitok::app

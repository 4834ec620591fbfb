#include "inspect/look_up.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

#include "encoded_bytes.hpp"

namespace kimitok::app {
namespace {

// As people write bytes: with spaces between them, or without. Nothing for no bytes at all.
std::optional<std::string> bytes_from_hex(std::string_view digits) {
  std::string bytes;
  while (!digits.empty()) {
    const std::size_t size = std::min(digits.find(' '), digits.size());
    const auto word = bytes_of_hex(digits.substr(0, size));
    if (!word) return std::nullopt;
    bytes += *word;
    digits.remove_prefix(std::min(size + 1, digits.size()));
  }
  if (bytes.empty()) return std::nullopt;
  return bytes;
}

}  // namespace

Result<TokenId> find_id(std::string_view digits, const Vocabulary& vocabulary) {
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos) {
    return fail(Error(ErrorCode::usage, fmt::format("{} is not an id", digits))
                    .in("--id")
                    .with_remedy("ids are decimal numbers"));
  }
  TokenId id = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), id);
  if (error == std::errc() && vocabulary.bytes_of(id)) return id;
  return fail(
      Error(ErrorCode::unknown_token, fmt::format("no token has the id {}", digits)).in("--id"));
}

Result<TokenId> find_token(std::string_view text, const Vocabulary& vocabulary) {
  if (const TokenId id = vocabulary.ranks().find(text); id != kNoToken) return id;
  Error error =
      Error(ErrorCode::unknown_token, fmt::format("no token is the text {}", text)).in("--token");
  if (vocabulary.specials().find(text) == nullptr) return fail(std::move(error));
  return fail(std::move(error).with_remedy("--special-name finds the special token of that name"));
}

Result<TokenId> find_bytes(std::string_view hex, const Vocabulary& vocabulary) {
  const auto bytes = bytes_from_hex(hex);
  if (!bytes) {
    return fail(Error(ErrorCode::usage, fmt::format("{} is not hexadecimal", hex))
                    .in("--bytes")
                    .with_remedy("write two digits for each byte"));
  }
  if (const TokenId id = vocabulary.ranks().find(*bytes); id != kNoToken) return id;
  return fail(
      Error(ErrorCode::unknown_token, fmt::format("no token has the bytes {}", hex)).in("--bytes"));
}

Result<TokenId> find_special_name(std::string_view name, const Vocabulary& vocabulary) {
  if (const SpecialToken* token = vocabulary.specials().find(name)) return token->id;
  return fail(Error(ErrorCode::unknown_token, fmt::format("no special token has the name {}", name))
                  .in("--special-name")
                  .with_remedy("`kimitok inspect --specials` lists them"));
}

}  // namespace kimitok::app

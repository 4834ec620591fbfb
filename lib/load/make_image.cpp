#include <optional>
#include <string>
#include <utility>

#include "image/image_store.hpp"
#include "kimitok/digest.hpp"
#include "kimitok/file.hpp"
#include "kimitok/load.hpp"
#include "kimitok/tiktoken_model.hpp"
#include "load/image_order.hpp"
#include "tokenizer/model.hpp"
#include "tokenizer/vocabulary_image.hpp"

namespace kimitok {
namespace {

// Nothing if the file is no longer the one that was read.
Result<std::optional<std::string>> digest_of(const ImageOrder& order) {
  const auto bytes = read_file(order.source, kMaxTiktokenModelBytes);
  if (!bytes) return fail(bytes.error());
  if (FileIdentity::of(order.source) != order.identity) return std::optional<std::string>();
  return std::optional(sha256_hex(*bytes));
}

}  // namespace

Result<bool> make_image(const Tokenizer& tokenizer, const ImageOrder& order) {
  const auto store = ImageStore::create(order.images);
  if (!store) return fail(Error(store.error()).in(order.images.native()));
  std::optional<std::string> digest = order.digest;
  if (!digest) {
    auto computed = digest_of(order);
    if (!computed) return fail(std::move(computed).error());
    if (!*computed) return false;
    digest = *std::move(computed);
    if (auto kept = store->keep_digest(order.identity, *digest); !kept)
      return fail(Error(kept.error()).in(order.images.native()));
    if (!tokenizer.model().has_fast_tables()) return false;
    // The same bytes may have been used under another identity.
    if (store->image({*digest, table_layout()})) return false;
  }
  const FastTables* tables = tokenizer.model().fast_tables();
  if (tables == nullptr) return false;
  if (auto kept = store->keep_image(*digest, vocabulary_image(*tables, *digest)); !kept)
    return fail(Error(kept.error()).in(order.images.native()));
  return true;
}

}  // namespace kimitok

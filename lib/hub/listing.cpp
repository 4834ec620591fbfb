#include "hub/listing.hpp"

#include <fmt/core.h>

#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "hub/hub_json.hpp"
#include "hub/response_headers.hpp"
#include "json/quote.hpp"

namespace kimitok {
namespace {

// Each has a thousand entries on the Hub.
constexpr std::size_t kMaxPages = 1000;

Failure malformed(const JsonValue& value, std::string_view what) {
  return fail(about_hub_json(value.malformed(what), ErrorCode::integrity));
}

Result<JsonValue> member(const JsonValue& object, std::string_view key) {
  const auto value = object.find(key);
  if (!value) return malformed(object, fmt::format("has no \"{}\"", key));
  return *value;
}

Result<std::string_view> text_of(const JsonValue& object, std::string_view key) {
  auto value = member(object, key);
  if (!value) return fail(std::move(value).error());
  auto text = value->as_string();
  if (!text) return fail(about_hub_json(text.error(), ErrorCode::integrity));
  return text;
}

Result<std::uint64_t> size_of(const JsonValue& object) {
  auto value = member(object, "size");
  if (!value) return fail(std::move(value).error());
  const auto size = value->kind() == JsonKind::number ? parse_decimal(value->text()) : std::nullopt;
  if (!size) return malformed(*value, "is not a size");
  return *size;
}

// The object that holds the content's own id and size: "lfs" where there is one, as the entry's
// are then those of the pointer.
JsonValue content_of(const JsonValue& entry) { return entry.find_set("lfs").value_or(entry); }

Result<ListedArtifact> read_file_entry(const JsonValue& entry) {
  auto path = text_of(entry, "path");
  if (!path) return fail(std::move(path).error());
  auto name = ArtifactName::parse(*path);
  if (!name) return malformed(entry, "has a path that is not usable: " + name.error().sentence());
  const JsonValue content = content_of(entry);
  auto oid = text_of(content, "oid");
  if (!oid) return fail(std::move(oid).error());
  auto size = size_of(content);
  if (!size) return fail(std::move(size).error());
  auto blob = BlobId::parse(*oid);
  if (!blob) return malformed(content, fmt::format("has the oid {}, which is none", quote(*oid)));
  return ListedArtifact{*std::move(name), *size, *std::move(blob)};
}

Result<std::vector<ListedArtifact>> read_entries(const JsonValue& entries) {
  if (entries.kind() != JsonKind::array) return malformed(entries, "is not a list");
  std::vector<ListedArtifact> files;
  for (const JsonValue entry : entries) {
    auto type = text_of(entry, "type");
    if (!type) return fail(std::move(type).error());
    if (*type != "file") continue;
    auto file = read_file_entry(entry);
    if (!file) return fail(std::move(file).error());
    files.push_back(*std::move(file));
  }
  return files;
}

// The address of the page after `reply`'s; nothing if it is the last.
Result<std::optional<Url>> page_after(const Reply& reply, const Url& first) {
  const auto reference = next_page(*reply.head);
  if (!reference) return std::optional<Url>();
  auto next = reply.chain.current().resolve(*reference);
  if (!next || next->origin() != first.origin()) {
    return fail(Error(ErrorCode::network, "the next page of the listing is not on the same host")
                    .in(reply.chain.text()));
  }
  return next;
}

}  // namespace

// The text is a list, and JsonDocument reads objects: it is read as the one member of one.
Result<std::vector<ListedArtifact>> parse_listing(std::string_view json) {
  auto document = JsonDocument::parse(fmt::format("{{\"tree\":{}}}", json));
  if (!document) return fail(about_hub_json(document.error(), ErrorCode::network));
  const JsonValue root = document->root();
  if (root.size() != 1) return fail(ErrorCode::network, "the answer is not JSON");
  return read_entries(*root.begin());
}

Result<std::vector<ListedArtifact>> list_files(HubContext& context, const RepoId& repo,
                                               const Commit& commit) {
  auto url = hub_url(context.settings, fmt::format("/api/models/{}/tree/{}?recursive=true",
                                                   repo.text(), commit.text()));
  if (!url) return fail(std::move(url).error());
  const HubSubject subject{repo.text(), commit.text(), ""};
  std::vector<ListedArtifact> files;
  std::set<std::string> seen;
  std::uint64_t bytes_left = context.options.max_json_bytes;
  std::optional<Url> page = *url;
  while (page) {
    if (!seen.insert(page->text()).second || seen.size() > kMaxPages) {
      return fail(Error(ErrorCode::network, "the pages of the listing come to no end")
                      .in(page->without_query()));
    }
    auto json = get_json(context, *page, subject, bytes_left);
    if (!json) return fail(std::move(json).error());
    const Reply& reply = json->reply;
    if (reply.head->status != 200) {
      return fail(hub_refusal(*reply.head, reply.chain, subject, context.settings).error);
    }
    bytes_left -= json->body.size();
    auto more = parse_listing(json->body);
    if (!more) return fail(std::move(more).error().in(reply.chain.text()));
    std::move(more->begin(), more->end(), std::back_inserter(files));
    auto next = page_after(reply, *url);
    if (!next) return fail(std::move(next).error());
    page = *std::move(next);
  }
  return files;
}

}  // namespace kimitok

#include "hub/resolve.hpp"

#include <fmt/core.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "hub/hub_json.hpp"
#include "json/quote.hpp"

namespace kimitok {
namespace {

// A mirror serves files, and each names its commit: any file will do that is likely to be there.
constexpr std::array<std::string_view, 4> kLikelyFiles = {"tokenizer_config.json", "tiktoken.model",
                                                          "tokenizer.json", "config.json"};

// Wants no byte: the heads on the way say it all.
class HeadTaker final : public AnswerTaker {
 public:
  Result<bool> head(const Reply&) override { return false; }
  Result<void> body(std::string_view) override { return {}; }
};

bool has_no_api(const HttpHead& head) {
  return head.status == 405 || head.status == 501 ||
         (head.status == 404 && hub_error_code(head).empty());
}

Result<Commit> read_sha(const std::string& body) {
  auto document = JsonDocument::parse(body);
  if (!document) return fail(about_hub_json(document.error(), ErrorCode::network));
  const auto sha = document->root().find("sha");
  if (!sha) return fail(ErrorCode::network, "the answer has no sha");
  auto text = sha->as_string();
  if (!text) return fail(about_hub_json(text.error(), ErrorCode::integrity));
  auto commit = Commit::parse(*text);
  if (!commit) {
    return fail(ErrorCode::integrity,
                fmt::format("the answer's sha is {}, not a commit", quote(*text)));
  }
  return *std::move(commit);
}

Result<Commit> confirmed(Commit commit, const Revision& revision) {
  const auto asked = revision.commit();
  if (!asked || *asked == commit) return commit;
  return fail(ErrorCode::integrity, fmt::format("the answer is about the commit {}, not {}",
                                                commit.text(), asked->text()));
}

Result<Commit> resolve_by_files(HubContext& context, const RepoId& repo, const Revision& revision) {
  std::optional<Setback> refusal;
  for (const std::string_view name : kLikelyFiles) {
    auto url = hub_url(context.settings, fmt::format("/{}/resolve/{}/{}", repo.text(),
                                                     percent_encoded(revision.text(), true), name));
    if (!url) return fail(std::move(url).error());
    const HubSubject subject{repo.text(), revision.text(), std::string(name)};
    HeadTaker taker;
    auto reply = ask_until_answered(context, *url, subject, taker);
    if (!reply) return fail(std::move(reply).error());
    const bool answered = is_answer(reply->head->status);
    if (reply->trail.commit() && (answered || hub_error_code(*reply->head) == "EntryNotFound")) {
      return confirmed(*reply->trail.commit(), revision);
    }
    if (answered) {
      return fail(Error(ErrorCode::network,
                        "the reply has no X-Repo-Commit, so that it is unknown "
                        "which commit it is of")
                      .in(reply->chain.text())
                      .with_remedy("name a commit instead of " + revision.text()));
    }
    refusal = hub_refusal(*reply->head, reply->chain, subject, context.settings);
    if (reply->head->status != 404) break;
  }
  return fail(std::move(refusal->error));
}

}  // namespace

Result<Commit> resolve_revision(HubContext& context, const RepoId& repo, const Revision& revision) {
  auto url = hub_url(context.settings, fmt::format("/api/models/{}/revision/{}", repo.text(),
                                                   percent_encoded(revision.text(), true)));
  if (!url) return fail(std::move(url).error());
  const HubSubject subject{repo.text(), revision.text(), ""};
  auto json = get_json(context, *url, subject, context.options.max_json_bytes);
  if (!json) return fail(std::move(json).error());
  const HttpHead& head = *json->reply.head;
  if (has_no_api(head)) return resolve_by_files(context, repo, revision);
  if (head.status != 200) {
    return fail(hub_refusal(head, json->reply.chain, subject, context.settings).error);
  }
  auto commit = read_sha(json->body);
  if (commit) commit = confirmed(*std::move(commit), revision);
  if (!commit) return fail(std::move(commit).error().in(json->reply.chain.text()));
  return commit;
}

}  // namespace kimitok

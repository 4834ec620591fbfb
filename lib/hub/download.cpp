#include "hub/download.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "hub/transfer.hpp"

namespace kimitok {
namespace {

struct TryAtOnce {};
using Verdict = std::variant<Download, Setback, TryAtOnce>;

class Downloader {
 public:
  Downloader(HubContext& context, HubSubject subject, Url url, const Commit& commit,
             ArtifactSink& sink, bool afresh)
      : context_(context),
        subject_(std::move(subject)),
        url_(std::move(url)),
        commit_(commit),
        afresh_(afresh),
        transfer_(commit, sink, context.options.max_file_bytes) {}

  Result<Download> run() {
    Retrier retrier = context_.retrier();
    while (true) {
      auto reply = ask(context_, url_, headers(), transfer_);
      if (!reply) return fail(std::move(reply).error());
      Verdict verdict = judge(*reply);
      if (const auto* download = std::get_if<Download>(&verdict)) return *download;
      auto* setback = std::get_if<Setback>(&verdict);
      if (setback == nullptr) continue;
      if (made_progress()) retrier.progress();
      if (auto paused = retrier.pause_after(std::move(*setback)); !paused) {
        return fail(std::move(paused).error());
      }
    }
  }

 private:
  // So much that a server that sends a byte at a time cannot keep us for ever.
  static constexpr std::uint64_t kProgress = std::uint64_t{64} << 10;

  std::vector<HttpHeader> headers() const {
    std::vector<HttpHeader> headers = transfer_.range_headers();
    if (afresh_) headers.push_back({"Cache-Control", "no-cache"});
    return headers;
  }

  bool made_progress() {
    if (transfer_.received() < furthest_ + kProgress) return false;
    furthest_ = transfer_.received();
    return true;
  }

  Verdict judge(const Reply& reply) {
    if (transfer_.not_wanted()) return Download::not_wanted;
    if (!reply.head) return transport_setback(reply.outcome, reply.chain);
    return is_answer(reply.head->status) ? judge_answer(reply) : judge_refusal(reply);
  }

  Verdict judge_answer(const Reply& reply) const {
    if (transfer_.wrong_part()) {
      return setback(reply, ErrorCode::network, "sent another part of the file than was asked for");
    }
    const bool ended = reply.outcome.fault == TransportFault::none;
    if (transfer_.size() ? transfer_.received() == *transfer_.size() : ended) {
      return Download::whole;
    }
    if (!ended) return transport_setback(reply.outcome, reply.chain);
    return setback(reply, ErrorCode::integrity,
                   fmt::format("sent {} bytes of a file that has {}", transfer_.received(),
                               *transfer_.size()));
  }

  Verdict judge_refusal(const Reply& reply) {
    const HttpHead& head = *reply.head;
    if (head.status == 404 && hub_error_code(head) == "EntryNotFound" && !transfer_.begun()) {
      return judge_absence(reply);
    }
    // A signed address that has expired: the resolver has a new one.
    if (head.status == 403 && reply.chain.left_origin() && !renewed_) {
      renewed_ = true;
      return TryAtOnce();
    }
    if (head.status == 416 && transfer_.received() > 0) {
      auto forgotten = transfer_.restart();
      if (!forgotten) return final_setback(std::move(forgotten).error());
      return setback(reply, ErrorCode::network, "has no more of the file (status 416)");
    }
    return hub_refusal(head, reply.chain, subject_, context_.settings);
  }

  Verdict judge_absence(const Reply& reply) const {
    const auto& commit = reply.trail.commit();
    if (!commit || *commit == commit_) return Download::absent;
    return final_setback(
        Error(ErrorCode::integrity,
              fmt::format("the reply is of the commit {}, not {}", commit->text(), commit_.text()))
            .in(reply.chain.text()));
  }

  static Setback final_setback(Error error) { return {std::move(error), Setback::Hope::none, {}}; }

  static Setback setback(const Reply& reply, ErrorCode code, std::string sentence) {
    return {Error(code, std::move(sentence)).in(reply.chain.text()), Setback::Hope::good, {}};
  }

  HubContext& context_;
  HubSubject subject_;
  Url url_;
  const Commit& commit_;
  bool afresh_;
  bool renewed_ = false;
  std::uint64_t furthest_ = 0;
  Transfer transfer_;
};

}  // namespace

Result<Download> download_file(HubContext& context, const RepoId& repo, const Commit& commit,
                               const ArtifactName& name, ArtifactSink& sink, bool afresh) {
  auto url = hub_url(context.settings, fmt::format("/{}/resolve/{}/{}", repo.text(), commit.text(),
                                                   percent_encoded(name.text(), false)));
  if (!url) return fail(std::move(url).error());
  HubSubject subject{repo.text(), commit.text(), name.text()};
  return Downloader(context, std::move(subject), *std::move(url), commit, sink, afresh).run();
}

}  // namespace kimitok

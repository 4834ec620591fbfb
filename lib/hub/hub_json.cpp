#include "hub/hub_json.hpp"

#include <fmt/core.h>

#include <utility>

#include "hub/response_headers.hpp"

namespace kimitok {
namespace {

class JsonTaker final : public AnswerTaker {
 public:
  explicit JsonTaker(std::uint64_t max_bytes) : max_bytes_(max_bytes) {}

  Result<bool> head(const Reply& reply) override {
    body_.clear();
    if (auto encoding = expect_identity_encoding(*reply.head); !encoding) {
      return fail(std::move(encoding).error());
    }
    if (is_web_page(*reply.head)) {
      return fail(Error(ErrorCode::network, "the answer is a web page, not JSON")
                      .with_remedy("a proxy or login page may be in between"));
    }
    auto length = content_length(*reply.head);
    if (!length) return fail(std::move(length).error());
    if (*length && **length > max_bytes_) return too_long();
    return true;
  }

  Result<void> body(std::string_view bytes) override {
    if (bytes.size() > max_bytes_ - body_.size()) return too_long();
    body_ += bytes;
    return {};
  }

  std::string take_body() { return std::move(body_); }

 private:
  Failure too_long() const {
    return fail(ErrorCode::network, fmt::format("the answer is longer than {} bytes", max_bytes_));
  }

  std::uint64_t max_bytes_;
  std::string body_;
};

}  // namespace

Result<JsonReply> get_json(HubContext& context, const Url& url, const HubSubject& subject,
                           std::uint64_t max_bytes) {
  JsonTaker taker(max_bytes);
  auto reply = ask_until_answered(context, url, subject, taker);
  if (!reply) return fail(std::move(reply).error());
  const bool answered = is_answer(reply->head->status);
  return JsonReply{*std::move(reply), answered ? taker.take_body() : std::string()};
}

Error about_hub_json(const Error& error, ErrorCode code) {
  Error own(code, "the answer: " + error.sentence());
  if (error.position().line == 0) return own;
  return std::move(own).at_line(error.position().line, error.position().column);
}

}  // namespace kimitok

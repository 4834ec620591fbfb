// A file on its way into a sink, over as many replies as it takes.
#ifndef KIMITOK_HUB_TRANSFER_HPP_
#define KIMITOK_HUB_TRANSFER_HPP_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/exchange.hpp"
#include "kimitok/hub_client.hpp"
#include "kimitok/repo.hpp"

namespace kimitok {

class Transfer final : public AnswerTaker {
 public:
  // Both are used as long as this lives.
  Transfer(const Commit& commit, ArtifactSink& sink, std::uint64_t max_bytes);

  // Range and If-Range for what is missing; nothing if that is all of it.
  std::vector<HttpHeader> range_headers() const;

  // Fails for good, with `integrity`, if the reply is of another commit, or its headers contradict
  // each other or those of the first reply, or promise more than the limit; with `network` if it
  // is a web page or compressed. A part that is not the one asked for is passed over, and what
  // there was is forgotten.
  Result<bool> head(const Reply& reply) override;
  Result<void> body(std::string_view bytes) override;

  // Forget what there is. Fails as the sink does.
  Result<void> restart();

  bool begun() const noexcept { return first_.has_value(); }
  bool not_wanted() const noexcept { return not_wanted_; }
  bool wrong_part() const noexcept { return wrong_part_; }  // of the last reply
  std::uint64_t received() const noexcept { return received_; }
  const std::optional<std::uint64_t>& size() const { return size_; }

 private:
  Result<void> check(const ArtifactHead& head, const Reply& reply) const;
  bool continues(const HttpHead& head) const;
  Result<bool> begin(const ArtifactHead& head);

  const Commit& commit_;
  ArtifactSink& sink_;
  std::uint64_t max_bytes_;
  std::uint64_t received_ = 0;
  std::optional<std::uint64_t> size_;
  std::optional<std::string> etag_;    // of the bytes received, if it is a strong one
  std::optional<ArtifactHead> first_;  // what the sink was told
  bool not_wanted_ = false;
  bool wrong_part_ = false;
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_TRANSFER_HPP_

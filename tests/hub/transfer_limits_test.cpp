#include "hub/transfer_limits.hpp"

#include <doctest/doctest.h>

namespace kimitok {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

const TransferLimits::TimePoint kStart{};

TEST_CASE("transfer limits: the head has to come in time") {
  const HttpRequest request;
  TransferLimits limits(request, kStart);
  CHECK(limits.exceeded(kStart + milliseconds(9'999)).empty());
  CHECK(limits.exceeded(kStart + seconds(10)) == "no reply within 10 s");
}

TEST_CASE("transfer limits: after the head only the throughput counts") {
  const HttpRequest request;
  TransferLimits limits(request, kStart);
  limits.got_head(kStart + seconds(9));
  CHECK(limits.exceeded(kStart + seconds(18)).empty());
  CHECK(limits.exceeded(kStart + seconds(19)) == "fewer than 1024 bytes a second over 10 s");
}

TEST_CASE("transfer limits: a drip of bytes is as bad as none") {
  const HttpRequest request;
  TransferLimits limits(request, kStart);
  limits.got_head(kStart);
  for (int second = 1; second < 10; ++second) {
    limits.got_bytes(1000);
    CHECK(limits.exceeded(kStart + seconds(second)).empty());
  }
  CHECK_FALSE(limits.exceeded(kStart + seconds(10)).empty());
}

TEST_CASE("transfer limits: what was fast once has to stay fast") {
  const HttpRequest request;
  TransferLimits limits(request, kStart);
  limits.got_head(kStart);
  limits.got_bytes(std::uint64_t{100} << 20);
  CHECK(limits.exceeded(kStart + seconds(10)).empty());
  CHECK(limits.exceeded(kStart + seconds(19)).empty());
  CHECK_FALSE(limits.exceeded(kStart + seconds(20)).empty());
}

TEST_CASE("transfer limits: the deadline holds at any time") {
  HttpRequest request;
  request.deadline = kStart + seconds(3);
  TransferLimits limits(request, kStart);
  CHECK(limits.exceeded(kStart + seconds(2)).empty());
  CHECK(limits.exceeded(kStart + seconds(3)) == "the time allowed for it all is over");
  limits.got_head(kStart + seconds(1));
  limits.got_bytes(std::uint64_t{1} << 40);
  CHECK_FALSE(limits.exceeded(kStart + seconds(4)).empty());
}

}  // namespace
}  // namespace kimitok

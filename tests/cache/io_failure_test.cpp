#include "cache/io_failure.hpp"

#include <doctest/doctest.h>

#include <cerrno>
#include <string>

#include "support/faulty_system.hpp"

namespace kimitok {
namespace {

using test::FaultySystem;

std::string message(const Failure& failure) {
  CHECK(failure.error.code() == ErrorCode::io);
  return failure.error.message();
}

TEST_CASE("io failure: it names the path, what was tried and the cause") {
  CHECK(message(io_failure("/cache/x", "read", EIO)) ==
        "/cache/x: cannot be read: Input/output error");
  CHECK(message(io_failure("/cache/x", "is a directory")) == "/cache/x: is a directory");
}

TEST_CASE("io failure: a cache that is not ours to use comes with a way out") {
  for (const int cause : {EROFS, EACCES, EPERM}) {
    CAPTURE(cause);
    CHECK(io_failure("/cache", "created", cause).error.remedy() ==
          "for a cache elsewhere set HF_HUB_CACHE or use --cache-dir");
  }
  CHECK(io_failure("/cache", "created", EIO).error.remedy().empty());
}

TEST_CASE("io failure: a path is shown printable") {
  CHECK(message(io_failure("/ca\nche", "is a directory")) == "/ca\\x0ache: is a directory");
}

TEST_CASE("io failure: a full disk is told in bytes, as far as they are known") {
  FaultySystem system;
  system.limit_disk(7);
  CHECK(message(write_failure("/cache/x", ENOSPC, 10, system, 0)) ==
        "/cache/x: no space left on the disk: 10 more bytes needed, 7 free");
  CHECK(message(write_failure("/cache/x", EDQUOT, 10, system, 0)) ==
        "/cache/x: no space left in the disk quota: 10 more bytes needed");
  CHECK(message(write_failure("/cache/x", EIO, 10, system, 0)) ==
        "/cache/x: cannot be written: Input/output error");
  system.fail_all("free_bytes", EIO);
  CHECK(message(write_failure("/cache/x", ENOSPC, 10, system, 0)) ==
        "/cache/x: no space left on the disk: 10 more bytes needed");
}

}  // namespace
}  // namespace kimitok

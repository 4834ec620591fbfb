#include "fetch/download_progress.hpp"

#include <doctest/doctest.h>

using kimitok::app::transfer_line;
using Seconds = std::chrono::duration<double>;

TEST_CASE("download progress: bytes, part, rate and the time that is left") {
  CHECK(transfer_line("a.model", 1'400'000, 2'800'000, Seconds(2)) ==
        "a.model: 1.4 of 2.8 MB (50 %), 0.7 MB/s, 2 s left");
  CHECK(transfer_line("a.model", 2'800'000, 2'800'000, Seconds(2)) ==
        "a.model: 2.8 of 2.8 MB (100 %), 1.4 MB/s, 0 s left");
}

TEST_CASE("download progress: of an unknown size only what has come is shown") {
  CHECK(transfer_line("a", 1'500'000, std::nullopt, Seconds(3)) == "a: 1.5 MB, 0.5 MB/s");
  CHECK(transfer_line("a", 0, 0, Seconds(0)) == "a: 0.0 MB, 0.0 MB/s");
}

TEST_CASE("download progress: a transfer begun again is never more than whole") {
  CHECK(transfer_line("a", 3'000'000, 2'000'000, Seconds(1)) ==
        "a: 2.0 of 2.0 MB (100 %), 3.0 MB/s, 0 s left");
  CHECK(transfer_line("a", 0, 2'000'000, Seconds(1)) == "a: 0.0 of 2.0 MB (0 %), 0.0 MB/s");
}

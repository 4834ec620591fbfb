// Reads the head of a reply, line by line.
#ifndef KIMITOK_HUB_HTTP_HEAD_HPP_
#define KIMITOK_HUB_HTTP_HEAD_HPP_

#include <cstddef>
#include <string_view>

#include "kimitok/transport.hpp"

namespace kimitok {

// Fed with the lines of one reply. Interim heads (1xx) are read and forgotten.
class HeadReader {
 public:
  enum class Step { more, done, malformed };

  static constexpr std::size_t kMaxHeaders = 1000;
  static constexpr std::size_t kMaxBytes = std::size_t{256} << 10;

  // `line` with its end (CR LF or LF). `malformed`: not the head of an HTTP reply, a header without
  // a name or with control characters in its value, more headers or bytes than is sane. After
  // `done` and `malformed` no more lines are wanted.
  Step line(std::string_view line);

  const HttpHead& head() const noexcept { return head_; }

 private:
  Step status_line(std::string_view line);
  Step header_line(std::string_view line);
  Step folded_line(std::string_view line);
  Step end_of_head();

  HttpHead head_;
  std::size_t bytes_ = 0;
  std::size_t lines_ = 0;
};

}  // namespace kimitok

#endif  // KIMITOK_HUB_HTTP_HEAD_HPP_

#include "image_at_end.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <exception>
#include <optional>
#include <utility>

namespace kimitok::app {
namespace {

struct Asked {
  Tokenizer tokenizer;
  std::shared_ptr<const ImageOrder> order;
  Messages messages;
};

std::optional<Asked>& asked() {
  static std::optional<Asked> only;
  return only;
}

void end_standard_output() {
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere < 0) return;
  ::dup2(nowhere, STDOUT_FILENO);
  ::close(nowhere);
}

}  // namespace

void make_image_at_end(const Tokenizer& tokenizer, std::shared_ptr<const ImageOrder> order,
                       const Messages& messages) {
  asked().emplace(Asked{tokenizer, std::move(order), messages});
}

void make_image_now() noexcept {
  if (!asked()) return;
  try {
    end_standard_output();
    // Where files may not be that long, writing is to fail.
    ::signal(SIGXFSZ, SIG_IGN);
    const Messages& messages = asked()->messages;
    const auto made = make_image(asked()->tokenizer, *asked()->order);
    if (!made) messages.detail("no image: " + made.error().message());
    if (made && *made) messages.detail("made an image of the vocabulary");
  } catch (const std::exception&) {
    // Everything the command was asked to do has been done.
  }
  asked().reset();
}

}  // namespace kimitok::app

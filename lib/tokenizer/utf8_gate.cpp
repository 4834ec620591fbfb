#include "utf8_gate.hpp"

#include <fmt/core.h>

#include "kimitok/utf8.hpp"

namespace kimitok {

Result<void> Utf8Gate::write(std::string_view bytes, std::string& text) {
  // A held-back character is completed byte by byte; the rest of the block then passes uncopied.
  while (!held_.empty() && !bytes.empty()) {
    std::string longer = std::move(held_) + bytes.front();
    held_.clear();
    bytes.remove_prefix(1);
    if (auto passed = pass(longer, false, text); !passed) return passed;
  }
  return pass(bytes, false, text);
}

Result<void> Utf8Gate::finish(std::string& text) {
  const std::string last = std::move(held_);
  held_.clear();
  auto passed = pass(last, true, text);
  reset();
  return passed;
}

void Utf8Gate::reset() {
  held_.clear();
  offset_ = 0;
}

Result<void> Utf8Gate::pass(std::string_view bytes, bool final, std::string& text) {
  while (true) {
    const std::size_t valid = utf8::valid_prefix(bytes);
    text += bytes.substr(0, valid);
    bytes.remove_prefix(valid);
    offset_ += valid;
    if (bytes.empty()) return {};

    const utf8::Unit unit = utf8::next(bytes);
    if (unit.kind == utf8::Unit::Kind::incomplete && !final) {
      held_ = bytes;
      return {};
    }
    if (policy_ == InvalidUtf8::error) {
      return fail(Error(ErrorCode::invalid_utf8,
                        fmt::format("not UTF-8: byte 0x{:02x} {}",
                                    static_cast<unsigned char>(bytes.front()),
                                    unit.kind == utf8::Unit::Kind::incomplete
                                        ? "begins a character that the text ends within"
                                        : "does not belong here"))
                      .at_byte(offset_)
                      .with_remedy("--invalid-utf8 replace or bytes lets such text through"));
    }
    text += policy_ == InvalidUtf8::replace ? utf8::kReplacement : bytes.substr(0, unit.size);
    bytes.remove_prefix(unit.size);
    offset_ += unit.size;
  }
}

}  // namespace kimitok

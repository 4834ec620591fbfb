#include "chunker.hpp"

#include "kimitok/utf8.hpp"

namespace kimitok {

bool is_python_space(char32_t c) noexcept {
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

void Chunker::cut(std::string_view buffer, bool final, std::vector<Part>& parts) {
  if (chunking_ == Chunking::transformers) {
    const std::size_t decided = final ? buffer.size() : names_.undecided(buffer, searched_);
    while (const auto match = names_.find(buffer, searched_)) {
      if (match->begin >= decided) break;
      advance(buffer, match->begin, parts);
      close(match->begin, parts);
      parts.push_back({match->begin, match->end, match->token});
      open_ = scanned_ = searched_ = match->end;
    }
    if (searched_ < decided) searched_ = decided;
    advance(buffer, searched_, parts);
  } else if (chunking_ == Chunking::kimi) {
    advance(buffer, buffer.size(), parts);
  }
  if (final) close(buffer.size(), parts);
}

void Chunker::advance(std::string_view buffer, std::size_t limit, std::vector<Part>& parts) {
  while (scanned_ < limit) {
    const auto byte = static_cast<unsigned char>(buffer[scanned_]);
    if (byte < 0x80) {
      count(scanned_, is_python_space(byte), parts);
      ++scanned_;
      continue;
    }
    const utf8::Unit unit = utf8::next(buffer.substr(scanned_));
    const bool valid = unit.kind == utf8::Unit::Kind::valid;
    count(scanned_, valid && is_python_space(unit.code_point), parts);
    scanned_ += valid ? unit.size : 1;
  }
}

// Counts the character at `at`, cutting before it where it would be one too many.
void Chunker::count(std::size_t at, bool space, std::vector<Part>& parts) {
  if (slice_ == kMaxSliceChars) close(at, parts);
  ++slice_;
  if (run_ > 0 && space == run_is_space_) {
    if (++run_ <= kMaxRunChars) return;
    parts.push_back({open_, at});
    open_ = at;
  }
  run_is_space_ = space;
  run_ = 1;
}

// Ends the part and the slice at `end`.
void Chunker::close(std::size_t end, std::vector<Part>& parts) {
  if (open_ < end) parts.push_back({open_, end});
  open_ = end;
  slice_ = run_ = 0;
}

void Chunker::dropped() noexcept {
  scanned_ -= open_ < scanned_ ? open_ : scanned_;
  searched_ -= open_ < searched_ ? open_ : searched_;
  open_ = 0;
}

void Chunker::reset() { open_ = scanned_ = searched_ = slice_ = run_ = 0; }

}  // namespace kimitok

#include "chunker.hpp"

#include <algorithm>

#include "kimitok/utf8.hpp"

namespace kimitok {

namespace {

// Stretches of fewer bytes are counted one character after the other.
constexpr std::size_t kShort = 64;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

Chunker::Chunker(Chunking chunking, const SpecialMatcher& names, Validity validity,
                 ChunkLimits limits, CpuTier tier) noexcept
    : chunking_(chunking),
      names_(names),
      validity_(validity),
      limits_(limits),
      find_last_run_(find_last_run(tier)) {}

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

// No cut falls within a stretch that has no more bytes than a slice or a run may still have
// characters, and all that has to be known of it is how many characters it has and how it ends.
void Chunker::advance(std::string_view buffer, std::size_t limit, std::vector<Part>& parts) {
  while (scanned_ < limit) {
    const std::size_t end = uncut(buffer, limit);
    if (end >= scanned_ + kShort) {
      count_uncut(buffer.substr(scanned_, end - scanned_));
      scanned_ = end;
      continue;
    }
    do {
      count_one(buffer, parts);
    } while (scanned_ < end);
  }
}

// How far whole characters go, at most to `limit`, in which certainly no cut falls.
std::size_t Chunker::uncut(std::string_view buffer, std::size_t limit) const noexcept {
  const std::size_t most = std::min({limit - scanned_, limits_.slice - slice_, limits_.run - run_});
  std::size_t end = scanned_ + most;
  if (most < kShort) return end;
  if (validity_ == Validity::unknown)
    return scanned_ + utf8::valid_prefix(buffer.substr(scanned_, most));
  while (end < buffer.size() && end > scanned_ && continues(buffer[end])) --end;
  return end;
}

// Counts the characters of valid text, none of which is one too many.
void Chunker::count_uncut(std::string_view text) noexcept {
  const std::size_t characters = utf8::code_points(text);
  const LastRun last = find_last_run_(text.data(), text.size());
  slice_ += characters;
  if (last.begin > 0) {
    run_ = utf8::code_points(text.substr(last.begin));
  } else {
    run_ = characters + (last.space == run_is_space_ ? run_ : 0);
  }
  run_is_space_ = last.space;
}

// Counts what stands where counting has come to: a character or an ill-formed byte.
void Chunker::count_one(std::string_view buffer, std::vector<Part>& parts) {
  const utf8::Unit unit = utf8::next(buffer.substr(scanned_));
  const bool valid = unit.kind == utf8::Unit::Kind::valid;
  count(scanned_, valid && is_python_space(unit.code_point), parts);
  scanned_ += valid ? unit.size : 1;
}

// Counts the character at `at`, cutting before it where it would be one too many.
void Chunker::count(std::size_t at, bool space, std::vector<Part>& parts) {
  if (slice_ == limits_.slice) close(at, parts);
  ++slice_;
  if (run_ > 0 && space == run_is_space_) {
    if (++run_ <= limits_.run) return;
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

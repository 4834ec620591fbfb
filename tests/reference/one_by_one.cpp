#include "reference/one_by_one.hpp"

#include <set>

#include "kimitok/utf8.hpp"

namespace kimitok::reference {
namespace {

// [c for c in range(0x110000) if chr(c).isspace()]
const std::set<char32_t> kSpaces = {9,    10,   11,   12,   13,   28,   29,   30,   31,   32,
                                    133,  160,  5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198,
                                    8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288};

struct Step {
  std::size_t size;
  bool space;
};

// A character, or an ill-formed byte.
Step step(std::string_view text) {
  const utf8::Unit unit = utf8::next(text);
  if (unit.kind != utf8::Unit::Kind::valid) return {1, false};
  return {unit.size, kSpaces.contains(unit.code_point)};
}

void append_text(std::string_view text, std::size_t begin, std::size_t end, std::size_t slice_limit,
                 std::size_t run_limit, std::vector<PartEnd>& ends) {
  if (begin == end) return;
  std::size_t slice = 0, run = 0;
  bool run_is_space = false;
  for (std::size_t at = begin; at < end;) {
    const Step now = step(text.substr(at, end - at));
    const bool slice_is_full = slice == slice_limit;
    const bool goes_on = run > 0 && !slice_is_full && now.space == run_is_space;
    const bool run_is_full = goes_on && run == run_limit;
    if (slice_is_full || run_is_full) ends.push_back({at, std::nullopt});
    slice = slice_is_full ? 1 : slice + 1;
    run = goes_on && !run_is_full ? run + 1 : 1;
    run_is_space = now.space;
    at += now.size;
  }
  ends.push_back({end, std::nullopt});
}

}  // namespace

std::size_t valid_prefix(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const utf8::Unit unit = utf8::next(bytes.substr(at));
    if (unit.kind != utf8::Unit::Kind::valid) break;
    at += unit.size;
  }
  return at;
}

std::size_t code_points(std::string_view bytes) {
  std::size_t count = 0;
  for (const char byte : bytes) count += (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
  return count;
}

std::size_t line_feeds(std::string_view bytes) {
  std::size_t count = 0;
  for (const char byte : bytes) count += byte == '\n';
  return count;
}

Run last_run(std::string_view text) {
  Run run{0, false};
  for (std::size_t at = 0; at < text.size();) {
    const Step now = step(text.substr(at));
    if (at == 0 || now.space != run.space) run = {at, now.space};
    at += now.size;
  }
  return run;
}

std::optional<Found> find_name(std::span<const std::string> names, std::string_view text,
                               std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    std::optional<Found> longest;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!text.substr(at).starts_with(names[i])) continue;
      const std::size_t end = at + names[i].size();
      if (!longest || end > longest->end) longest = Found{at, end, i};
    }
    if (longest) return longest;
  }
  return std::nullopt;
}

std::size_t undecided(std::span<const std::string> names, std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    for (const std::string& name : names) {
      if (name.size() > text.size() - at && name.starts_with(text.substr(at))) return at;
    }
  }
  return text.size();
}

std::vector<PartEnd> part_ends(std::string_view text, std::span<const std::string> names,
                               std::size_t slice, std::size_t run) {
  std::vector<PartEnd> ends;
  std::size_t open = 0;
  while (const auto found = find_name(names, text, open)) {
    append_text(text, open, found->begin, slice, run, ends);
    ends.push_back({found->end, found->name});
    open = found->end;
  }
  append_text(text, open, text.size(), slice, run, ends);
  return ends;
}

}  // namespace kimitok::reference

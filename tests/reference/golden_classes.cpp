#include "reference/golden_classes.hpp"

#include <simdjson.h>

namespace kimitok::reference {
namespace {

char32_t hexadecimal(simdjson::dom::element text) {
  return static_cast<char32_t>(std::stoul(std::string(std::string_view(text)), nullptr, 16));
}

}  // namespace

std::map<std::string, GoldenClass> golden_classes() {
  simdjson::dom::parser parser;
  const simdjson::dom::object file = parser.load(KIMITOK_TESTDATA "/golden/classes-unicode16.json");
  std::map<std::string, GoldenClass> classes;
  for (const auto& [name, entry] : file) {
    GoldenClass& read = classes[std::string(name)];
    read.count = std::uint64_t(entry["count"]);
    for (const simdjson::dom::array range : simdjson::dom::array(entry["ranges"])) {
      const char32_t first = hexadecimal(range.at(0));
      read.ranges.emplace_back(first, range.size() == 1 ? first : hexadecimal(range.at(1)));
    }
  }
  return classes;
}

}  // namespace kimitok::reference

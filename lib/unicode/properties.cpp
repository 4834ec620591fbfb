#include "unicode/properties.hpp"

#include <cassert>
#include <cstdint>
#include <string>

namespace kimitok::unicode {
namespace {

enum class PropertyKind { general_category, script, binary };

struct PropertyEntry {
  PropertyKind kind;
  std::string_view name;
  std::uint16_t first, count;  // its ranges in kPropertyRanges
};

#include "unicode/property_table.inc"

struct CategoryName {
  std::string_view long_name, short_name;
};

// PropertyValueAliases.txt, and the groups of table 12 of UAX #44. A group is the categories whose
// short names begin with its own; LC is the exception.
constexpr CategoryName kCategoryNames[] = {
    {"Letter", "L"},
    {"Cased_Letter", "LC"},
    {"Uppercase_Letter", "Lu"},
    {"Lowercase_Letter", "Ll"},
    {"Titlecase_Letter", "Lt"},
    {"Modifier_Letter", "Lm"},
    {"Other_Letter", "Lo"},
    {"Mark", "M"},
    {"Combining_Mark", "M"},
    {"Nonspacing_Mark", "Mn"},
    {"Spacing_Mark", "Mc"},
    {"Enclosing_Mark", "Me"},
    {"Number", "N"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Letter_Number", "Nl"},
    {"Other_Number", "No"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Connector_Punctuation", "Pc"},
    {"Dash_Punctuation", "Pd"},
    {"Open_Punctuation", "Ps"},
    {"Close_Punctuation", "Pe"},
    {"Initial_Punctuation", "Pi"},
    {"Final_Punctuation", "Pf"},
    {"Other_Punctuation", "Po"},
    {"Symbol", "S"},
    {"Math_Symbol", "Sm"},
    {"Currency_Symbol", "Sc"},
    {"Modifier_Symbol", "Sk"},
    {"Other_Symbol", "So"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Line_Separator", "Zl"},
    {"Paragraph_Separator", "Zp"},
    {"Other", "C"},
    {"Control", "Cc"},
    {"cntrl", "Cc"},
    {"Format", "Cf"},
    {"Private_Use", "Co"},
    {"Unassigned", "Cn"},
};

// UAX44-LM3, but for the prefix "is".
std::string loose(std::string_view name) {
  std::string kept;
  for (const char c : name) {
    if (c == ' ' || c == '-' || c == '_') continue;
    kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return kept;
}

void append_ranges(const PropertyEntry& entry, std::vector<CodePointRange>& ranges) {
  const CodePointRange* const first = kPropertyRanges + entry.first;
  ranges.insert(ranges.end(), first, first + entry.count);
}

std::optional<CodePointSet> find_entry(PropertyKind kind, const std::string& name) {
  for (const PropertyEntry& entry : kPropertyIndex) {
    if (entry.kind != kind || loose(entry.name) != name) continue;
    std::vector<CodePointRange> ranges;
    append_ranges(entry, ranges);
    return CodePointSet(std::move(ranges));
  }
  return std::nullopt;
}

std::optional<CodePointSet> find_category(std::string name) {
  for (const CategoryName& category : kCategoryNames) {
    if (loose(category.long_name) == name) name = loose(category.short_name);
  }
  std::vector<CodePointRange> ranges;
  for (const PropertyEntry& entry : kPropertyIndex) {
    if (entry.kind != PropertyKind::general_category) continue;
    const std::string short_name = loose(entry.name);
    const bool member =
        short_name == name || short_name.substr(0, 1) == name ||
        (name == "lc" && (short_name == "lu" || short_name == "ll" || short_name == "lt"));
    if (member) append_ranges(entry, ranges);
  }
  if (ranges.empty()) return std::nullopt;
  return CodePointSet(std::move(ranges));
}

std::optional<CodePointSet> find_named_set(const std::string& name) {
  if (name == "any") return CodePointSet::all();
  if (name == "ascii") return CodePointSet({0, 0x7F});
  if (name == "assigned") return find_category("cn")->complement();
  return find_entry(PropertyKind::binary, name);
}

CodePointSet existing(std::string_view name) {
  auto set = find_property(name);
  assert(set);
  return *std::move(set);
}

}  // namespace

std::optional<CodePointSet> find_property(std::string_view name) {
  if (const std::size_t equals = name.find('='); equals != std::string_view::npos) {
    const std::string key = loose(name.substr(0, equals));
    const std::string value = loose(name.substr(equals + 1));
    if (key == "script" || key == "sc") return find_entry(PropertyKind::script, value);
    if (key == "generalcategory" || key == "gc") return find_category(value);
    return std::nullopt;
  }
  const std::string key = loose(name);
  if (auto set = find_named_set(key)) return set;
  if (auto set = find_category(key)) return set;
  return find_entry(PropertyKind::script, key);
}

CodePointSet decimal_digits() { return existing("Nd"); }

CodePointSet white_space() { return existing("White_Space"); }

// UTS #18, annex C.
CodePointSet word_characters() {
  return existing("Alphabetic")
      .united_with(existing("M"))
      .united_with(existing("Nd"))
      .united_with(existing("Pc"))
      .united_with(existing("Join_Control"));
}

}  // namespace kimitok::unicode

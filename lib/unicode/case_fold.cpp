#include "unicode/case_fold.hpp"

namespace kimitok::unicode {
namespace {

struct CasePair {
  char32_t from, to;
};

#include "unicode/case_fold_table.inc"

}  // namespace

CodePointSet case_closure(const CodePointSet& set) {
  std::vector<CodePointRange> ranges = set.ranges();
  for (const CasePair pair : kCasePairs) {
    if (set.contains(pair.from)) ranges.push_back({pair.to, pair.to});
  }
  return CodePointSet(std::move(ranges));
}

}  // namespace kimitok::unicode

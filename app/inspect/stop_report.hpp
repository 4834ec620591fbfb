// Where generation stops: what each file says, and whether they agree.
#ifndef KIMITOK_APP_INSPECT_STOP_REPORT_HPP_
#define KIMITOK_APP_INSPECT_STOP_REPORT_HPP_

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "kimitok/stop_ids.hpp"

namespace kimitok::app {

struct StopReport {
  std::vector<StopIds> sources;
  std::span<const TokenId> recommended;  // of a known model, the usual one first; empty: not known

  // Whether all sources name the same set of ids.
  bool agree() const;
};

// Names and values of lines for a person; none if no file says anything and nothing is recommended.
std::vector<std::pair<std::string, std::string>> human(const StopReport& report);

// {"sources":[{"file","key","ids"}],"agree":...,"recommended":[...] or null}
std::string json(const StopReport& report);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_INSPECT_STOP_REPORT_HPP_

#include "fetch/error_json.hpp"

#include <fmt/core.h>

#include "escaped.hpp"

namespace kimitok::app {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::malformed_input:
      return "malformed_input";
    case ErrorCode::invalid_utf8:
      return "invalid_utf8";
    case ErrorCode::disallowed_special:
      return "disallowed_special";
    case ErrorCode::unknown_token:
      return "unknown_token";
    case ErrorCode::id_out_of_range:
      return "id_out_of_range";
    case ErrorCode::model_not_found:
      return "model_not_found";
    case ErrorCode::model_malformed:
      return "model_malformed";
    case ErrorCode::model_unsupported:
      return "model_unsupported";
    case ErrorCode::model_mismatch:
      return "model_mismatch";
    case ErrorCode::network:
      return "network";
    case ErrorCode::access_denied:
      return "access_denied";
    case ErrorCode::not_on_hub:
      return "not_on_hub";
    case ErrorCode::integrity:
      return "integrity";
    case ErrorCode::pins_invalid:
      return "pins_invalid";
    case ErrorCode::io:
      return "io";
    case ErrorCode::broken_pipe:
      return "broken_pipe";
  }
  return "bug";
}

std::string error_json(const Error& error) {
  std::string members = fmt::format(R"("code":"{}","message":{})", name_of(error.code()),
                                    json_string_lossy(error.message()));
  if (!error.source().empty())
    members += fmt::format(R"(,"source":{})", json_string_lossy(error.source()));
  members += fmt::format(R"(,"sentence":{})", json_string_lossy(error.sentence()));
  if (!error.remedy().empty())
    members += fmt::format(R"(,"remedy":{})", json_string_lossy(error.remedy()));
  return fmt::format("{{\"schema\":1,\"error\":{{{}}}}}\n", members);
}

}  // namespace kimitok::app

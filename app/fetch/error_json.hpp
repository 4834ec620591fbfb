// A failure as data, for --json.
#ifndef KIMITOK_APP_FETCH_ERROR_JSON_HPP_
#define KIMITOK_APP_FETCH_ERROR_JSON_HPP_

#include <string>
#include <string_view>

#include "kimitok/error.hpp"

namespace kimitok::app {

// As in the enumeration: "not_on_hub".
std::string_view name_of(ErrorCode code);

// {"schema":1,"error":{"code","message","source","sentence","remedy"}} and a line feed; source and
// remedy are left out where there is none.
std::string error_json(const Error& error);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_ERROR_JSON_HPP_

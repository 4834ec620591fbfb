// What --version shows.
#ifndef KIMITOK_APP_CLI_VERSION_HPP_
#define KIMITOK_APP_CLI_VERSION_HPP_

#include <string>

namespace kimitok::cli {

std::string version_text();
std::string version_json();  // one object on one line, with "schema": 1

}  // namespace kimitok::cli

#endif  // KIMITOK_APP_CLI_VERSION_HPP_

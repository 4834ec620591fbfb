// All pieces of a text at once.
#ifndef KIMITOK_APP_VERIFY_PIECES_HPP_
#define KIMITOK_APP_VERIFY_PIECES_HPP_

#include <string>
#include <string_view>
#include <vector>

#include "kimitok/pretokenizer.hpp"

namespace kimitok::app {

// Fails as Pretokenizer::split(). Requires: `text` is valid UTF-8.
Result<std::vector<std::string>> pieces_of(const Pretokenizer& pretokenizer, std::string_view text);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_VERIFY_PIECES_HPP_

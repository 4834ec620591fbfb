// Ids as decimal text.
#ifndef KIMITOK_APP_ENCODE_DECIMAL_HPP_
#define KIMITOK_APP_ENCODE_DECIMAL_HPP_

#include <span>
#include <string>

#include "kimitok/token.hpp"

namespace kimitok::app {

// Appends `ids` in decimal, each after a separator: ",1,2".
void append_ids_after(char separator, std::span<const TokenId> ids, std::string& text);

// Appends `ids` in decimal, each before a separator: "1,2,".
void append_ids_before(char separator, std::span<const TokenId> ids, std::string& text);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_ENCODE_DECIMAL_HPP_

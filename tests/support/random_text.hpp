// Texts that touch what an encoder can get wrong.
#ifndef KIMITOK_TESTS_SUPPORT_RANDOM_TEXT_HPP_
#define KIMITOK_TESTS_SUPPORT_RANDOM_TEXT_HPP_

#include <string>

#include "kimitok/vocabulary.hpp"
#include "support/random.hpp"

namespace kimitok::test {

// About `fragments` of: special names whole and broken off, tokens of the vocabulary, letters of
// many scripts, digits, blanks of all kinds, contractions, and, if wanted, ill-formed bytes.
std::string random_text(Random& random, const Vocabulary& vocabulary, std::size_t fragments,
                        bool ill_formed);

// More than 400,000 code points: runs about as long as a cut allows, with special names where the
// cuts fall.
std::string long_random_text(Random& random, const Vocabulary& vocabulary);

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_RANDOM_TEXT_HPP_

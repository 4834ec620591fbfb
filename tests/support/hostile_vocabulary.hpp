// Vocabularies that nobody would train.
#ifndef KIMITOK_TESTS_SUPPORT_HOSTILE_VOCABULARY_HPP_
#define KIMITOK_TESTS_SUPPORT_HOSTILE_VOCABULARY_HPP_

#include <cstddef>
#include <string>
#include <vector>

#include "support/random.hpp"
#include "support/tiny_vocabulary.hpp"

namespace kimitok::test {

// A vocabulary over a few characters, one to four bytes each: tokens are stretches of bytes that
// begin and end anywhere in them, ids are drawn without regard to length or to what a token is made
// of.
class HostileVocabulary {
 public:
  explicit HostileVocabulary(Random& random);

  const Tokens& tokens() const { return tokens_; }
  const std::vector<std::string>& atoms() const { return atoms_; }

  // At least `size` bytes of its characters, some in runs.
  std::string text(Random& random, std::size_t size) const;

 private:
  std::vector<std::string> atoms_;
  Tokens tokens_;
};

}  // namespace kimitok::test

#endif  // KIMITOK_TESTS_SUPPORT_HOSTILE_VOCABULARY_HPP_

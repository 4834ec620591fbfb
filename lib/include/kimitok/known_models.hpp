// Repositories this program knows by name. Source: kimi.md section 3.
#ifndef KIMITOK_KNOWN_MODELS_HPP_
#define KIMITOK_KNOWN_MODELS_HPP_

#include <span>
#include <string_view>

#include "kimitok/load.hpp"
#include "kimitok/repo.hpp"
#include "kimitok/token.hpp"

namespace kimitok {

// SHA-256 of the tiktoken.model that all of Moonshot's Kimi models of this line share.
inline constexpr std::string_view kKimiModelSha256 =
    "b6c497a7469b33ced9c38afb1ad6e47f03f5e5dc05f15930799210ec050c5103";

// A file of a known repository at its pinned commit.
struct KnownFile {
  std::string_view name;
  std::string_view sha256;
};

struct KnownModel {
  std::string_view repo;
  std::span<const std::string_view> aliases = {};  // "kimi-k2"; the first one is the usual
  std::string_view commit = {};                    // empty: no commit of it is a public fact
  std::span<const KnownFile> files = {};           // those of `commit` whose hashes are public
  // The set of names its special tokens have; `other`: not a public fact.
  SpecialProfile profile = SpecialProfile::other;
  std::span<const TokenId> eos_ids = {};  // where generation stops, the usual one first
};

// A repository whose name suggests Kimi's tokenizer but which holds another.
struct OtherTokenizer {
  std::string_view repo;
  std::string_view reason;  // a sentence without a full stop
};

std::span<const KnownModel> known_models();
std::span<const OtherTokenizer> other_tokenizers();

// By repository id, compared without regard to case as the Hub does. nullptr: not known.
const KnownModel* find_known_model(const RepoId& repo);
const OtherTokenizer* find_other_tokenizer(const RepoId& repo);

// By alias, exactly.
const KnownModel* find_known_alias(std::string_view alias);

}  // namespace kimitok

#endif  // KIMITOK_KNOWN_MODELS_HPP_

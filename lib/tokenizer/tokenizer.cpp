#include "kimitok/tokenizer.hpp"

#include "kimitok/decode_stream.hpp"
#include "kimitok/encode_stream.hpp"
#include "merger.hpp"
#include "model.hpp"

namespace kimitok {

std::string_view name_of(Chunking chunking) {
  switch (chunking) {
    case Chunking::kimi:
      return "kimi";
    case Chunking::transformers:
      return "transformers";
    case Chunking::none:
      return "none";
  }
  return "";
}

Result<Tokenizer> Tokenizer::create(TokenizerParts parts) {
  auto pretokenizer = Pretokenizer::create(parts.pat_str, parts.uncovered);
  if (!pretokenizer) return fail(std::move(pretokenizer).error());
  std::optional<PairMerges> pairs;
  if (parts.merges) {
    auto created = PairMerges::create(*parts.merges, parts.vocabulary.ranks());
    if (!created) return fail(std::move(created).error());
    pairs = *std::move(created);
  }
  return Tokenizer(std::make_shared<const Model>(
      std::move(parts.vocabulary), *std::move(pretokenizer), std::move(pairs),
      parts.whole_piece_first, std::move(parts.fast_tables)));
}

const FastTables* Tokenizer::Model::fast_tables() const {
  if (!may_be_fast()) return nullptr;
  std::call_once(built_, [this] {
    if (has_fast_tables()) return;
    fast_ = std::make_shared<const FastTables>(vocabulary.ranks());
    built_fast_.store(fast_.get(), std::memory_order_release);
  });
  return fast_.get();
}

const SpecialMatcher& Tokenizer::Model::all_names() const {
  std::call_once(named_, [this] {
    std::vector<const SpecialToken*> tokens;
    for (const SpecialToken& token : vocabulary.specials().all()) tokens.push_back(&token);
    all_names_.emplace(std::move(tokens));
  });
  return *all_names_;
}

const Vocabulary& Tokenizer::vocabulary() const noexcept { return model_->vocabulary; }
const Pretokenizer& Tokenizer::pretokenizer() const noexcept { return model_->pretokenizer; }

void Tokenizer::prepare() const { model_->fast_tables(); }

Result<std::vector<TokenId>> Tokenizer::encode(std::string_view text,
                                               const EncodeOptions& options) const {
  std::vector<TokenId> ids;
  EncodeStream stream(*this, options);
  if (auto written = stream.write(text, ids); !written) return fail(std::move(written).error());
  if (auto finished = stream.finish(ids); !finished) return fail(std::move(finished).error());
  return ids;
}

Result<std::uint64_t> Tokenizer::count(std::string_view text, const EncodeOptions& options) const {
  std::uint64_t tokens = 0;
  EncodeStream stream(*this, options);
  if (auto written = stream.write(text, tokens); !written) return fail(std::move(written).error());
  if (auto finished = stream.finish(tokens); !finished) return fail(std::move(finished).error());
  return tokens;
}

std::vector<TokenId> Tokenizer::encode_piece(std::string_view piece) const {
  const MergeableRanks& ranks = model_->vocabulary.ranks();
  if (model_->whole_piece_first) {
    if (const TokenId id = ranks.find(piece); id != kNoToken) return {id};
  }
  std::vector<TokenId> ids;
  Merger(ranks, model_->pair_merges()).merge(piece, ids);
  return ids;
}

std::vector<MergeStep> Tokenizer::merge_steps(std::string_view piece) const {
  std::vector<TokenId> ids;
  std::vector<MergeStep> steps;
  Merger(model_->vocabulary.ranks(), model_->pair_merges()).merge(piece, ids, &steps);
  return steps;
}

Result<std::string> Tokenizer::decode(std::span<const TokenId> ids) const {
  // Near what tokens of common texts have. Where they have more, the text moves.
  constexpr std::size_t kBytesPerToken = 5;
  std::string bytes;
  bytes.reserve(ids.size() * kBytesPerToken);
  DecodeStream stream(*this, {});
  if (auto written = stream.write(ids, bytes); !written) return fail(std::move(written).error());
  if (auto ended = stream.finish(bytes); !ended) return fail(std::move(ended).error());
  return bytes;
}

}  // namespace kimitok

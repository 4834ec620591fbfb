#include "encode/encode_work.hpp"

#include "each_input.hpp"

namespace kimitok::app {

// The ids of a batch's records, one after the other.
class EncodeWork::Answers : public RecordAnswers {
 public:
  explicit Answers(EncodeWork& work) : work_(work) {}

  Result<void> add(const RecordBatch& batch, std::size_t number, unsigned thread,
                   bool& ending) override {
    std::optional<RecordIds>& encoder = work_.encoders_[thread];
    if (!encoder) encoder.emplace(work_.make_ids(1));
    auto told = batch.tell(number, *encoder, ending);
    if (told) ids_.insert(ids_.end(), encoder->ids().begin(), encoder->ids().end());
    ends_.push_back(ids_.size());
    return told;
  }

  Result<void> use(std::size_t number, const RecordInfo& info) override {
    const std::size_t begin = number == 0 ? 0 : ends_[number - 1];
    return work_.writer_.end(info,
                             std::span<const TokenId>(ids_).subspan(begin, ends_[number] - begin));
  }

  void clear() override {
    ids_.clear();
    ends_.clear();
  }

 private:
  EncodeWork& work_;
  std::vector<TokenId> ids_;
  std::vector<std::size_t> ends_;
};

EncodeWork::EncodeWork(const Tokenizer& tokenizer, const EncodeOptions& options, unsigned threads,
                       const cli::EncodeArgs& args, const AddedIds& added, RecordTarget& target)
    : tokenizer_(tokenizer),
      options_(options),
      args_(args),
      added_(added),
      target_(target),
      writer_(tokenizer.vocabulary(), args, added, target),
      sink_(make_ids(threads), writer_),
      encoders_(threads) {}

RecordIds EncodeWork::make_ids(unsigned threads) const {
  return RecordIds(tokenizer_, options_, threads, args_,
                   added_.before.size() + added_.after.size());
}

std::unique_ptr<RecordAnswers> EncodeWork::make_answers() {
  return std::make_unique<Answers>(*this);
}

// So few that a record has at most RecordIds::kHeldIds ids and is written whole or not at all. A
// byte that is replaced may become one id for each byte of U+FFFD.
std::size_t EncodeWork::batched_bytes() const {
  return (RecordIds::kHeldIds - 1) / (options_.invalid_utf8 == InvalidUtf8::replace ? 3 : 1);
}

Result<void> EncodeWork::check(const Input& input) const { return check_distinct(input, target_); }

bool EncodeWork::may_go_on() const {
  return !target_.is_broken() && !writer_.wrote_part_of_record();
}

}  // namespace kimitok::app

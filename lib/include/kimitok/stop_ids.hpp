// Where generation stops, as the files of a model say it. Engines differ in which of them they
// read.
#ifndef KIMITOK_STOP_IDS_HPP_
#define KIMITOK_STOP_IDS_HPP_

#include <filesystem>
#include <string>
#include <vector>

#include "kimitok/load.hpp"

namespace kimitok {

struct StopIds {
  std::filesystem::path file;
  std::string key;           // "eos_token", "eos_token_id", "text_config.eos_token_id"
  std::vector<TokenId> ids;  // in the file's order
};

// What tokenizer_config.json, config.json and generation_config.json say, in this order; a file
// that is missing or says nothing is left out. `loaded` is what `request` gave. Fails with `io` or
// `model_malformed`, naming file and key.
Result<std::vector<StopIds>> read_stop_ids(const LoadRequest& request,
                                           const LoadedTokenizer& loaded);

}  // namespace kimitok

#endif  // KIMITOK_STOP_IDS_HPP_

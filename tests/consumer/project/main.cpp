// Prints the ids of a text, and checks that they decode to it.
#include <cstdio>
#include <string>

#include "kimitok/load.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  kimitok::LoadRequest request;
  request.model = argv[1];
  const std::string text = argv[2];
  auto loaded = kimitok::load_tokenizer(request);
  if (!loaded) {
    std::fprintf(stderr, "%s\n", loaded.error().message().c_str());
    return 1;
  }
  kimitok::EncodeOptions options;
  options.chunking = loaded->chunking;
  auto ids = loaded->tokenizer.encode(text, options);
  if (!ids) {
    std::fprintf(stderr, "%s\n", ids.error().message().c_str());
    return 1;
  }
  const char* separator = "";
  for (const kimitok::TokenId id : *ids) {
    std::printf("%s%u", separator, static_cast<unsigned>(id));
    separator = " ";
  }
  std::printf("\n");
  auto decoded = loaded->tokenizer.decode(*ids);
  return decoded && *decoded == text ? 0 : 1;
}

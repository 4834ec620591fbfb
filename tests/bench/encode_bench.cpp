// Times the library for tests/bench/compare, in one process that stays alive.
//
//   kimitok_bench MODEL
//
// Loads MODEL, builds its tables and answers each line of standard input with one line; the
// protocol and what each action means are in peers/serve.py, which the other tools answer by.
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/decode_stream.hpp"
#include "kimitok/digest.hpp"
#include "kimitok/encode_stream.hpp"
#include "kimitok/file.hpp"
#include "kimitok/load.hpp"

namespace {

using kimitok::Chunking;
using kimitok::DecodeStream;
using kimitok::EncodeStream;
using kimitok::Result;
using kimitok::TokenId;
using kimitok::Tokenizer;

constexpr std::size_t kChunkBytes = 4096;
constexpr std::size_t kMaxFileBytes = std::size_t{4} << 30;
// So many ids at a time are decoded, as a program that reads them from a file would.
constexpr std::size_t kDecodeIds = 65536;

class Stopwatch {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun_).count();
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

struct Answer {
  double seconds;
  std::uint64_t tokens;
  std::string digest;
};

// Cut before the character that would reach over each 4 KiB.
std::vector<std::string_view> chunks_of(std::string_view text) {
  std::vector<std::string_view> chunks;
  while (!text.empty()) {
    std::size_t size = std::min(text.size(), kChunkBytes);
    while (size < text.size() && (text[size] & 0xC0) == 0x80) --size;
    chunks.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return chunks;
}

std::string digest_of(const std::vector<TokenId>& ids) {
  const auto bytes = std::as_bytes(std::span(ids));
  return kimitok::sha256_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<void> encode_whole(EncodeStream& stream, std::string_view text, std::vector<TokenId>& ids) {
  if (auto written = stream.write(text, ids); !written) return written;
  return stream.finish(ids);
}

Result<std::uint64_t> count_whole(EncodeStream& stream, std::string_view text) {
  std::uint64_t tokens = 0;
  if (auto written = stream.write(text, tokens); !written) return kimitok::fail(written.error());
  if (auto done = stream.finish(tokens); !done) return kimitok::fail(done.error());
  return tokens;
}

class Bench {
 public:
  explicit Bench(const Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

  Result<Answer> run(std::string_view action, const std::string& path) {
    if (path != path_) {
      auto text = kimitok::read_file(path, kMaxFileBytes);
      if (!text) return kimitok::fail(text.error());
      text_ = *std::move(text);
      path_ = path;
      kept_.reset();
      decodable_.clear();
    }
    if (action == "cold") return cold();
    if (action == "pass") return pass();
    if (action == "warm") return warm();
    if (action == "whole") return whole();
    if (action == "count") return count();
    if (action == "decode") return decode();
    return kimitok::fail(kimitok::ErrorCode::usage, "no such action");
  }

 private:
  Result<Answer> cold() {
    const auto chunks = chunks_of(text_);
    ids_.clear();
    const Stopwatch watch;
    for (const std::string_view chunk : chunks) {
      EncodeStream fresh(tokenizer_, {});
      if (auto done = encode_whole(fresh, chunk, ids_); !done) return kimitok::fail(done.error());
    }
    return answer(watch.seconds());
  }

  Result<Answer> pass() {
    kept_.emplace(tokenizer_, kimitok::EncodeOptions{});
    return stream();
  }

  Result<Answer> warm() {
    if (!kept_) return kimitok::fail(kimitok::ErrorCode::usage, "warm comes after pass");
    return stream();
  }

  Result<Answer> stream() {
    const auto chunks = chunks_of(text_);
    ids_.clear();
    const Stopwatch watch;
    for (const std::string_view chunk : chunks) {
      if (auto done = encode_whole(*kept_, chunk, ids_); !done) return kimitok::fail(done.error());
    }
    return answer(watch.seconds());
  }

  Result<Answer> whole() {
    ids_.clear();
    EncodeStream fresh(tokenizer_, {.chunking = Chunking::none});
    const Stopwatch watch;
    if (auto done = encode_whole(fresh, text_, ids_); !done) return kimitok::fail(done.error());
    return answer(watch.seconds());
  }

  Result<Answer> count() {
    EncodeStream fresh(tokenizer_, {.chunking = Chunking::none});
    const Stopwatch watch;
    auto tokens = count_whole(fresh, text_);
    const double seconds = watch.seconds();
    if (!tokens) return kimitok::fail(tokens.error());
    return Answer{seconds, *tokens, "-"};
  }

  // The ids of the whole file, back to its bytes: the digest is the text's.
  Result<Answer> decode() {
    if (decodable_.empty()) {
      EncodeStream fresh(tokenizer_, {.chunking = Chunking::none});
      if (auto done = encode_whole(fresh, text_, decodable_); !done)
        return kimitok::fail(done.error());
    }
    decoded_.clear();
    DecodeStream stream(tokenizer_, {});
    const Stopwatch watch;
    for (std::size_t at = 0; at < decodable_.size(); at += kDecodeIds) {
      const std::size_t count = std::min(kDecodeIds, decodable_.size() - at);
      const auto ids = std::span(decodable_).subspan(at, count);
      if (auto done = stream.write(ids, decoded_); !done) return kimitok::fail(done.error());
    }
    if (auto done = stream.finish(decoded_); !done) return kimitok::fail(done.error());
    const double seconds = watch.seconds();
    return Answer{seconds, decodable_.size(), kimitok::sha256_hex(decoded_)};
  }

  Answer answer(double seconds) const { return {seconds, ids_.size(), digest_of(ids_)}; }

  const Tokenizer& tokenizer_;
  std::string path_, text_, decoded_;
  std::optional<EncodeStream> kept_;  // of the last pass over this file
  std::vector<TokenId> ids_, decodable_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: kimitok_bench MODEL\n";
    return 2;
  }
  auto loaded = kimitok::load_tokenizer({.model = argv[1]});
  if (!loaded) {
    std::cerr << loaded.error().message() << '\n';
    return 1;
  }
  loaded->tokenizer.prepare();
  std::cout << "ready" << std::endl;

  Bench bench(loaded->tokenizer);
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t space = line.find(' ');
    const std::string path = space == std::string::npos ? "" : line.substr(space + 1);
    const auto answer = bench.run(std::string_view(line).substr(0, space), path);
    if (answer) {
      std::cout << "ok " << answer->seconds << ' ' << answer->tokens << ' ' << answer->digest;
    } else {
      std::cout << "error " << answer.error().message();
    }
    std::cout << std::endl;
  }
}

#include "hub/curl_library.hpp"

#include <dlfcn.h>
#include <fmt/core.h>

#include <new>
#include <string>
#include <string_view>
#include <utility>

namespace kimitok {
namespace {

// An option that libcurl does not know is one it does not obey: CURLOPT_PROTOCOLS_STR, for one,
// came with 7.85.0. This is the oldest that the transport has been tried with.
constexpr unsigned kOldest = 0x075800;
constexpr std::string_view kOldestText = "7.88.0";

Failure unusable(std::string sentence) {
  return fail(Error(ErrorCode::network, std::move(sentence)).with_remedy("install libcurl4"));
}

std::string reason() {
  const char* text = dlerror();
  return text != nullptr ? text : "no reason given";
}

// Finds functions one after the other, and remembers the first that is missing.
class Symbols {
 public:
  explicit Symbols(void* library) : library_(library) {}

  template <typename Function>
  void find(Function& function, const char* name) {
    function = reinterpret_cast<Function>(dlsym(library_, name));
    if (function == nullptr && missing_.empty()) missing_ = name;
  }

  const std::string& missing() const { return missing_; }

 private:
  void* library_;
  std::string missing_;
};

std::string find_all(Symbols symbols, CurlLibrary& curl) {
  symbols.find(curl.global_init, "curl_global_init");
  symbols.find(curl.version_info, "curl_version_info");
  symbols.find(curl.easy_init, "curl_easy_init");
  symbols.find(curl.easy_reset, "curl_easy_reset");
  symbols.find(curl.easy_setopt, "curl_easy_setopt");
  symbols.find(curl.easy_perform, "curl_easy_perform");
  symbols.find(curl.easy_getinfo, "curl_easy_getinfo");
  symbols.find(curl.easy_strerror, "curl_easy_strerror");
  symbols.find(curl.easy_cleanup, "curl_easy_cleanup");
  symbols.find(curl.slist_append, "curl_slist_append");
  symbols.find(curl.slist_free_all, "curl_slist_free_all");
  return symbols.missing();
}

}  // namespace

Result<CurlLibrary> CurlLibrary::load(const char* name) {
  // It is never unloaded: it starts threads and keeps what libraries below it have registered.
  void* const library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return unusable(fmt::format("libcurl cannot be loaded: {}", reason()));
  CurlLibrary curl;
  if (const std::string missing = find_all(Symbols(library), curl); !missing.empty()) {
    return unusable(fmt::format("{} is not libcurl: it has no {}", name, missing));
  }
  const curl_version_info_data& version = *curl.version_info(CURLVERSION_NOW);
  if (version.version_num < kOldest) {
    return unusable(fmt::format("libcurl is {}, and {} is needed", version.version, kOldestText));
  }
  if ((version.features & CURL_VERSION_SSL) == 0) return unusable("this libcurl has no TLS");
  if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) throw std::bad_alloc();
  return curl;
}

Result<const CurlLibrary*> curl_library() {
  static const Result<CurlLibrary> library = CurlLibrary::load(CurlLibrary::kName);
  if (!library) return fail(library.error());
  return &*library;
}

}  // namespace kimitok

// libcurl's functions, found in its shared library when they are first asked for. Loading it with
// the program would make every command wait for the thirty libraries or so that it needs itself,
// and only three commands use the network.
#ifndef KIMITOK_HUB_CURL_LIBRARY_HPP_
#define KIMITOK_HUB_CURL_LIBRARY_HPP_

#include <curl/curl.h>

#include "kimitok/error.hpp"

namespace kimitok {

struct CurlLibrary {
  decltype(&curl_global_init) global_init = nullptr;
  decltype(&curl_version_info) version_info = nullptr;
  decltype(&curl_easy_init) easy_init = nullptr;
  decltype(&curl_easy_reset) easy_reset = nullptr;
  decltype(&curl_easy_setopt) easy_setopt = nullptr;
  decltype(&curl_easy_perform) easy_perform = nullptr;
  decltype(&curl_easy_getinfo) easy_getinfo = nullptr;
  decltype(&curl_easy_strerror) easy_strerror = nullptr;
  decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
  decltype(&curl_slist_append) slist_append = nullptr;
  decltype(&curl_slist_free_all) slist_free_all = nullptr;

  // The name that libcurl's interface has had since 2006. (its "soname")
  static constexpr const char* kName = "libcurl.so.4";

  // Loads the library of this name for the rest of the process, and starts it. Fails with
  // `network`, which is what cannot be used then: it is missing, cannot be loaded, lacks a
  // function, is older than the options that are asked of it, or has no TLS.
  static Result<CurlLibrary> load(const char* name);
};

// That of CurlLibrary::kName, loaded at the first call. From any thread.
Result<const CurlLibrary*> curl_library();

}  // namespace kimitok

#endif  // KIMITOK_HUB_CURL_LIBRARY_HPP_

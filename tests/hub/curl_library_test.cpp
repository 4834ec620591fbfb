#include "hub/curl_library.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "support/temp_dir.hpp"

namespace kimitok {
namespace {

// The error of a library that cannot be used.
Error refusal(const std::string& name) {
  auto curl = CurlLibrary::load(name.c_str());
  REQUIRE_FALSE(curl);
  CHECK(curl.error().code() == ErrorCode::network);
  CHECK(curl.error().remedy() == "install libcurl4");
  return std::move(curl).error();
}

TEST_CASE("curl library: every function is there, and started once") {
  auto curl = curl_library();
  REQUIRE(curl);
  const std::string version = (*curl)->version_info(CURLVERSION_NOW)->version;
  CHECK(version.find('.') != std::string::npos);
  CURL* easy = (*curl)->easy_init();
  REQUIRE(easy != nullptr);
  CHECK((*curl)->easy_setopt(easy, CURLOPT_URL, "http://127.0.0.1/") == CURLE_OK);
  (*curl)->easy_cleanup(easy);
  CHECK(*curl_library() == *curl);
}

TEST_CASE("curl library: one that is not there is an error that names it") {
  const Error error = refusal("libkimitok-has-no-such.so.4");
  CHECK(error.sentence().find("libkimitok-has-no-such.so.4") != std::string::npos);
}

TEST_CASE("curl library: a file that is no library is an error that names it") {
  const test::TempDir directory;
  const std::string name = (directory.path() / "libcurl.so.4").string();
  std::ofstream(name) << "not a library";
  CHECK(refusal(name).sentence().find(name) != std::string::npos);
}

TEST_CASE("curl library: another library is an error that names what it lacks") {
  CHECK(refusal("libc.so.6").sentence() == "libc.so.6 is not libcurl: it has no curl_global_init");
}

}  // namespace
}  // namespace kimitok

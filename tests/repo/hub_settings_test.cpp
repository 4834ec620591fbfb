#include "kimitok/hub_settings.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>

#include "repo/environment.hpp"

namespace kimitok {
namespace {

using test::environment;
using Variables = std::map<std::string, std::string>;

HubSettings settings(Variables variables, const HubFlags& flags = {}) {
  variables.emplace("HOME", "/nonexistent");
  auto found = hub_settings(environment(std::move(variables)), flags);
  REQUIRE(found);
  return *std::move(found);
}

std::string cache(Variables variables, std::string_view cache_dir = {}) {
  return hub_cache_directory(environment(std::move(variables)), cache_dir)->string();
}

TEST_CASE("hub settings: with an empty environment they are huggingface_hub's") {
  const HubSettings plain = settings({});
  CHECK(plain.cache == "/nonexistent/.cache/huggingface/hub");
  CHECK(plain.endpoint.url() == "https://huggingface.co");
  CHECK_FALSE(plain.token);
  CHECK_FALSE(plain.offline);
  CHECK_FALSE(plain.no_symlinks);
  CHECK_FALSE(plain.progress_bars);
  CHECK(plain.metadata_timeout.count() == 10'000);
  CHECK(plain.stall_timeout.count() == 10'000);
  CHECK(plain.user_agent_origin.empty());
  CHECK(plain.ca_file.empty());
  CHECK(plain.ca_directory.empty());
  CHECK(plain.warnings.empty());
}

TEST_CASE("hub settings: each place of the cache wins over those after it") {
  Variables all{{"HF_HUB_CACHE", "/a"},
                {"HUGGINGFACE_HUB_CACHE", "/b"},
                {"HF_HOME", "/c"},
                {"XDG_CACHE_HOME", "/d"},
                {"HOME", "/e"}};
  CHECK(cache(all, "/flag") == "/flag");
  CHECK(cache(all) == "/a");
  all["HF_HUB_CACHE"] = "";
  CHECK(cache(all) == "/b");
  all.erase("HUGGINGFACE_HUB_CACHE");
  CHECK(cache(all) == "/c/hub");
  all["HF_HOME"] = "";
  CHECK(cache(all) == "/d/huggingface/hub");
  all.erase("XDG_CACHE_HOME");
  CHECK(cache(all) == "/e/.cache/huggingface/hub");
}

TEST_CASE("hub settings: the cache is absolute, expanded, and has no final slash") {
  const std::string here = std::filesystem::current_path().string();
  CHECK(cache({{"HF_HUB_CACHE", "~/x"}, {"HOME", "/h"}}) == "/h/x");
  CHECK(cache({{"HF_HUB_CACHE", "/$V/x/"}, {"V", "v"}}) == "/v/x");
  CHECK(cache({{"HF_HUB_CACHE", "x"}}) == here + "/x");
  CHECK(cache({{"HF_HUB_CACHE", "/\xFF"}}) == "/\xFF");
  CHECK(cache({{"HF_HUB_CACHE", "/"}}) == "/");
  CHECK(cache({}, "x/") == here + "/x");
  // The shell has expanded what the user typed.
  CHECK(cache({{"HOME", "/h"}}, "/$HOME/~") == "/$HOME/~");
}

TEST_CASE("hub settings: the endpoint given wins over the variable, and errors say which it was") {
  HubFlags flags;
  flags.endpoint = "http://127.0.0.1:1/";
  CHECK(settings({{"HF_ENDPOINT", "https://mirror/x/"}}).endpoint.url() == "https://mirror/x");
  CHECK(settings({{"HF_ENDPOINT", "nonsense"}}, flags).endpoint.url() == "http://127.0.0.1:1");
  CHECK(settings({{"HF_ENDPOINT", ""}}).endpoint.url() == "https://huggingface.co");

  const auto variable = hub_settings(environment({{"HOME", "/h"}, {"HF_ENDPOINT", "x"}}), {});
  REQUIRE_FALSE(variable);
  CHECK(variable.error().code() == ErrorCode::usage);
  CHECK(variable.error().source() == "$HF_ENDPOINT");
  flags.endpoint = "x";
  const auto flag = hub_settings(environment({{"HOME", "/h"}}), flags);
  REQUIRE_FALSE(flag);
  CHECK(flag.error().source() == "--endpoint");
}

TEST_CASE("hub settings: the token is found, and a bad one is an error") {
  const HubSettings with = settings({{"HF_TOKEN", "hf_x\n"}});
  REQUIRE(with.token);
  CHECK(with.token->value == "hf_x");
  CHECK(with.token->source == "$HF_TOKEN");
  const auto bad = hub_settings(environment({{"HOME", "/h"}, {"HF_TOKEN", "a b"}}), {});
  REQUIRE_FALSE(bad);
  CHECK(bad.error().code() == ErrorCode::usage);
}

TEST_CASE("hub settings: offline by the flag or by one of three variables") {
  struct Row {
    Variables variables;
    bool offline;
  };
  const Row rows[] = {
      {{}, false},
      {{{"HF_HUB_OFFLINE", "1"}}, true},
      {{{"HF_HUB_OFFLINE", "True"}}, true},
      {{{"HF_HUB_OFFLINE", "banana"}}, false},
      {{{"TRANSFORMERS_OFFLINE", "yes"}}, true},
      {{{"TRANSFORMERS_OFFLINE", "0"}}, false},
      {{{"HF_HUB_OFFLINE", ""}, {"TRANSFORMERS_OFFLINE", "1"}}, true},
      {{{"HF_HUB_OFFLINE", "0"}, {"TRANSFORMERS_OFFLINE", "1"}}, false},
      {{{"KIMITOK_OFFLINE", "0"}}, true},
      {{{"KIMITOK_OFFLINE", ""}}, false},
  };
  for (const Row& row : rows) {
    CAPTURE(&row - rows);
    CHECK(settings(row.variables).offline == row.offline);
  }
  HubFlags flags;
  flags.offline = true;
  CHECK(settings({{"HF_HUB_OFFLINE", "0"}}, flags).offline);
}

TEST_CASE("hub settings: symlinks and progress bars are switched by Boolean variables") {
  CHECK(settings({{"HF_HUB_DISABLE_SYMLINKS", "on"}}).no_symlinks);
  CHECK_FALSE(settings({{"HF_HUB_DISABLE_SYMLINKS", "off"}}).no_symlinks);
  CHECK(settings({{"HF_HUB_DISABLE_PROGRESS_BARS", "1"}}).progress_bars == false);
  CHECK(settings({{"HF_HUB_DISABLE_PROGRESS_BARS", "0"}}).progress_bars == true);
  CHECK_FALSE(settings({{"HF_HUB_DISABLE_PROGRESS_BARS", ""}}).progress_bars);
}

TEST_CASE("hub settings: timeouts are whole seconds, and nonsense is a warning") {
  struct Row {
    std::string value;
    long long milliseconds;
    bool warning;
  };
  const Row rows[] = {
      {"5", 5'000, false},          {" 7\n", 7'000, false},       {"86400", 86'400'000, false},
      {"0", 10'000, false},         {"", 10'000, false},          {"abc", 10'000, true},
      {"-1", 10'000, true},         {"1.5", 10'000, true},        {"1e9", 10'000, true},
      {"1000000000", 10'000, true}, {"4294967297", 10'000, true}, {" ", 10'000, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.value);
    const HubSettings metadata = settings({{"HF_HUB_ETAG_TIMEOUT", row.value}});
    CHECK(metadata.metadata_timeout.count() == row.milliseconds);
    CHECK(metadata.stall_timeout.count() == 10'000);
    CHECK(metadata.warnings.size() == (row.warning ? 1 : 0));
    const HubSettings stall = settings({{"HF_HUB_DOWNLOAD_TIMEOUT", row.value}});
    CHECK(stall.stall_timeout.count() == row.milliseconds);
    CHECK(stall.metadata_timeout.count() == 10'000);
    CHECK(stall.warnings.size() == (row.warning ? 1 : 0));
  }
  CHECK(settings({{"HF_HUB_ETAG_TIMEOUT", "abc"}}).warnings[0].find("HF_HUB_ETAG_TIMEOUT") == 0);
}

TEST_CASE("hub settings: an origin that would break out of its header is ignored") {
  CHECK(settings({{"HF_HUB_USER_AGENT_ORIGIN", "my lab/1"}}).user_agent_origin == "my lab/1");
  for (const std::string value : {"a\r\nX: y", "a;b", "\xC3\xA9"}) {
    CAPTURE(value);
    const HubSettings ignored = settings({{"HF_HUB_USER_AGENT_ORIGIN", value}});
    CHECK(ignored.user_agent_origin.empty());
    CHECK(ignored.warnings.size() == 1);
  }
}

TEST_CASE("hub settings: certificates of the flag stand alone, else the first variable's count") {
  Variables all{{"SSL_CERT_FILE", "/a"},
                {"CURL_CA_BUNDLE", "/b"},
                {"REQUESTS_CA_BUNDLE", "/c"},
                {"SSL_CERT_DIR", "/d"}};
  HubFlags flags;
  flags.ca_file = "/flag";
  CHECK(settings(all, flags).ca_file == "/flag");
  CHECK(settings(all, flags).ca_directory.empty());
  CHECK(settings(all).ca_file == "/a");
  CHECK(settings(all).ca_directory == "/d");
  all.erase("SSL_CERT_FILE");
  CHECK(settings(all).ca_file == "/b");
  all["CURL_CA_BUNDLE"] = "";
  CHECK(settings(all).ca_file == "/c");
}

}  // namespace
}  // namespace kimitok

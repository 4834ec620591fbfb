// What was fetched, as data.
#ifndef KIMITOK_APP_FETCH_SNAPSHOT_REPORT_HPP_
#define KIMITOK_APP_FETCH_SNAPSHOT_REPORT_HPP_

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kimitok/fetcher.hpp"
#include "kimitok/repo.hpp"

namespace kimitok::app {

struct FetchReport {
  FetchedSnapshot snapshot;
  std::string name;                 // of kimitok.lock; empty: none
  std::filesystem::path directory;  // the snapshot's, or where it was copied to
};

std::string_view name_of(FetchedFile::Source source);

// {"repo","requested","commit","directory","files","absent","bytes_received","requests"}, and
// "name" first where kimitok.lock has one.
std::string snapshot_object(const FetchReport& report);

// That object with "schema", and a line feed.
std::string json(const FetchReport& report);

// {"schema":1,"artifacts":[...]} and a line feed.
std::string json(const std::vector<FetchReport>& reports);

}  // namespace kimitok::app

#endif  // KIMITOK_APP_FETCH_SNAPSHOT_REPORT_HPP_

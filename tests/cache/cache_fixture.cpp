#include "cache/cache_fixture.hpp"

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "support/faulty_system.hpp"

namespace kimitok::test {
namespace {

template <typename T>
T value_of(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message());
  return *std::move(result);
}

}  // namespace

RepoId repo_id(std::string_view text) { return value_of(RepoId::parse(text)); }
Revision revision(std::string_view text) { return value_of(Revision::parse(text)); }
Commit commit_of(char digit) { return Commit::parse(std::string(40, digit)).value(); }
ArtifactName artifact(std::string_view text) { return value_of(ArtifactName::parse(text)); }

BlobId git_id(std::string_view bytes) { return BlobId::parse(digests_of(bytes).git_sha1).value(); }
BlobId lfs_id(std::string_view bytes) { return BlobId::parse(digests_of(bytes).sha256).value(); }

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return {std::istreambuf_iterator<char>(in), {}};
}

Result<void> store_blob(ArtifactCache& cache, const RepoId& repo, const BlobId& blob,
                        std::string_view bytes) {
  auto writer = cache.begin_blob(repo, blob);
  if (!writer) return fail(std::move(writer).error());
  // In two parts, as a network brings them.
  const std::string_view first = bytes.substr(0, bytes.size() / 3);
  if (auto written = writer->write(first); !written) return written;
  if (auto written = writer->write(bytes.substr(first.size())); !written) return written;
  auto digests = writer->digests();
  if (!digests) return fail(std::move(digests).error());
  if (!digests->fit(blob)) return fail(ErrorCode::integrity, "the bytes are not the blob's");
  return writer->publish();
}

Result<void> store_file(ArtifactCache& cache, const RepoId& repo, const Commit& commit,
                        const ArtifactName& name, const BlobId& blob, std::string_view bytes) {
  if (auto stored = store_blob(cache, repo, blob, bytes); !stored) return stored;
  return cache.link(repo, commit, name, blob);
}

void CacheFixture::store() const {
  FaultySystem without_faults;
  ArtifactCache cache(root, without_faults);
  auto stored = store_file(cache, repo, commit, name, blob, bytes);
  if (!stored) throw std::runtime_error(stored.error().message());
}

}  // namespace kimitok::test

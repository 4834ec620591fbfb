"""What holds of a cache whatever went wrong while it was written, by the layout huggingface_hub documents.

Independent of kimitok: plain paths and hashes.
"""

import hashlib
import os
import pathlib
import re

TEMPORARY = re.compile(r"\.incomplete$|\.tmp$|\.[0-9a-f]{8}$")
KNOWN_IN_ROOT = {".locks", "CACHEDIR.TAG"}
KNOWN_IN_REPO = {"blobs", "refs", "snapshots", ".no_exist"}


def blob_name(content, digits):
    if digits == 64:
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def files_below(directory):
    """Every path that is no directory, links not followed."""
    found = []
    for parent, directories, files in os.walk(directory):
        links = [name for name in directories if (pathlib.Path(parent) / name).is_symlink()]
        found += [pathlib.Path(parent) / name for name in files + links]
    return sorted(found)


def temporaries(cache):
    """Files of a transfer that is over, or was killed."""
    return [path for path in files_below(cache)
            if TEMPORARY.search(path.name) and "snapshots" not in path.parts and ".locks" not in path.parts]


def _broken_blobs(repo):
    for path in (repo / "blobs").glob("*"):
        if TEMPORARY.search(path.name):
            continue
        if not re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", path.name):
            yield path, "is no name of a blob"
        elif not path.is_file():
            yield path, "is no file"
        elif blob_name(path.read_bytes(), len(path.name)) != path.name:
            yield path, "does not hash to its name"


def _broken_snapshots(repo):
    for commit in (repo / "snapshots").glob("*"):
        if not re.fullmatch(r"[0-9a-f]{40}", commit.name) or not commit.is_dir():
            yield commit, "is no commit's directory"
        for path in files_below(commit):
            if not path.is_symlink():
                yield path, "is no link"
                continue
            up = "../" * (len(path.relative_to(repo).parts) - 1)
            if not re.fullmatch(re.escape(up) + r"blobs/([0-9a-f]{40}|[0-9a-f]{64})", os.readlink(path)):
                yield path, f"leads to {os.readlink(path)}"
            elif not path.is_file():
                yield path, "leads nowhere"


def _broken_refs(repo):
    for path in files_below(repo / "refs"):
        commit = path.read_bytes()
        if not re.fullmatch(rb"[0-9a-f]{40}", commit):
            yield path, f"holds {commit!r}"
        elif not (repo / "snapshots" / commit.decode()).is_dir():
            yield path, "names a commit without a snapshot"


def _broken_markers(repo):
    for path in files_below(repo / ".no_exist"):
        commit, *rest = path.relative_to(repo / ".no_exist").parts
        if path.read_bytes():
            yield path, "is not empty"
        if not (repo / "snapshots" / commit).is_dir():
            yield path, "is of a commit without a snapshot"
        elif (repo / "snapshots" / commit).joinpath(*rest).exists():
            yield path, "says that a file is absent which is there"


def broken(cache, foreign=frozenset()):
    """(path, sentence) for all in the cache that must not be, except at or below the `foreign` paths."""
    cache = pathlib.Path(cache)
    if not cache.is_dir():
        return []
    found = []
    for repo in cache.iterdir():
        if repo.name in KNOWN_IN_ROOT:
            continue
        if not re.fullmatch(r"models--[A-Za-z0-9._-]+", repo.name) or not repo.is_dir():
            found.append((repo, "does not belong into a cache"))
            continue
        found += [(path, "does not belong into a repository") for path in repo.iterdir()
                  if path.is_dir() and path.name not in KNOWN_IN_REPO]
        for rule in (_broken_blobs, _broken_snapshots, _broken_refs, _broken_markers):
            found += rule(repo)
    return [(path, what) for path, what in found if not foreign.intersection((path, *path.parents))]


def tree(directory):
    """{path: (kind, content or text of the link, mode)} of all there is below, to compare two moments."""
    directory, found = pathlib.Path(directory), {}
    for path in sorted(directory.rglob("*")):
        status = path.lstat()
        name = str(path.relative_to(directory))
        if path.is_symlink():
            found[name] = ("link", os.readlink(path), 0)
        elif path.is_dir():
            found[name] = ("directory", None, status.st_mode & 0o7777)
        elif path.is_file():
            found[name] = ("file", path.read_bytes(), status.st_mode & 0o7777)
        else:
            found[name] = ("other", None, status.st_mode & 0o7777)
    return found

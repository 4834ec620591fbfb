"""Lays out a Hugging Face cache and a kimitok.lock as their formats say, without kimitok.

The cache's layout is that of huggingface_hub: blobs named by the Hub's ids, links to them in a snapshot, refs without a
newline, an empty marker for each file that a commit does not have.
"""

import hashlib
import json
import os


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def git_sha1(content):
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def is_lfs(name):
    return name.endswith(".model")


def hub_id(name, content):
    """What the Hub calls a file's content, and the cache its blob."""
    return sha256(content) if is_lfs(name) else git_sha1(content)


def tagged_hub_id(name, content):
    return f"{'sha256' if is_lfs(name) else 'git-sha1'}:{hub_id(name, content)}"


class CachedRepo:
    """A repository in the cache at `root`, which is what HF_HUB_CACHE names."""

    def __init__(self, root, repo):
        self.repo = repo
        self.folder = root / ("models--" + repo.replace("/", "--"))

    def snapshot(self, commit):
        return self.folder / "snapshots" / commit

    def blob(self, name, content):
        return self.folder / "blobs" / hub_id(name, content)

    def add(self, commit, files, absent=(), ref=None):
        """`files`: name -> bytes."""
        self.snapshot(commit).mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            blob = self.blob(name, content)
            blob.parent.mkdir(exist_ok=True)
            blob.write_bytes(content)
            entry = self.snapshot(commit) / name
            entry.parent.mkdir(parents=True, exist_ok=True)
            entry.symlink_to(os.path.relpath(blob, entry.parent))
        for name in absent:
            marker = self.folder / ".no_exist" / commit / name
            marker.parent.mkdir(parents=True, exist_ok=True)
            marker.touch()
        if ref is not None:
            path = self.folder / "refs" / ref
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(commit)


def pin(name, repo, commit, files, absent=(), requested="main"):
    """An artifact of kimitok.lock. `files`: name -> bytes."""
    lines = [*sorted(f"{sha256(content)}  {path}\n" for path, content in files.items()),
             *(f"absent  {path}\n" for path in sorted(absent))]
    digest = sha256("".join(lines).encode())
    return {"name": name, "source": "hf", "repo_type": "model", "repo": repo, "requested": requested, "commit": commit,
            "files": [{"path": path, "size": len(files[path]), "sha256": sha256(files[path]),
                       "hub": tagged_hub_id(path, files[path])} for path in sorted(files)],
            "absent": sorted(absent), "digest": "kt1:" + digest}


def lock(*pins):
    artifacts = sorted(pins, key=lambda pinned: pinned["name"])
    return json.dumps({"kimitok_lock": 1, "artifacts": artifacts}, indent=2) + "\n"

"""An honest Hub on two origins: the endpoint, and a CDN for files kept by LFS. Tests spoil single replies.

Replies are those of the Hub: a plain file is a 307 to /api/resolve-cache and then a 200 whose ETag is git's
blob SHA-1; a file kept by LFS is a 302 to a signed address at the CDN, with X-Linked-Etag and X-Linked-Size
on the 302, while the CDN's own ETag is a hash of something else; a failure carries X-Error-Code.
"""

import hashlib
import json
import re
import urllib.parse
from typing import Callable, NamedTuple

from hub.raw_server import RawServer, Reply

TOKEN = "hf_tokenWhichNobodyElseMaySee"


def git_sha1(content):
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


def sha256(content):
    return hashlib.sha256(content).hexdigest()


class File(NamedTuple):
    content: bytes
    lfs: bool = False

    @property
    def blob(self):
        """Its name in the cache."""
        return sha256(self.content) if self.lfs else git_sha1(self.content)

    @property
    def pointer(self):
        """What git itself keeps in the place of a file kept by LFS."""
        return (f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256(self.content)}\n"
                f"size {len(self.content)}\n").encode()


class Repo:
    """Commits are made with commit(); "main" is the newest."""

    def __init__(self, name):
        self.name = name
        self.commits = {}  # commit -> {path: File}
        self.refs = {}  # branch, tag or "refs/pr/1" -> commit
        self.refusal = None  # (status, X-Error-Code, X-Error-Message) for whoever shows no token

    def commit(self, files, branch="main"):
        name = hashlib.sha1(repr((self.name, len(self.commits), sorted(files.items()))).encode()).hexdigest()
        self.commits[name] = dict(files)
        self.refs[branch] = name
        return name

    def find(self, revision):
        return revision if revision in self.commits else self.refs.get(revision)


class Fault(NamedTuple):
    pattern: re.Pattern  # of the target
    effect: Callable  # (Request, honest Reply) -> Reply or steps
    listener: str
    skip: int
    times: int | None


def error(status, code=None, message=None):
    headers = (("X-Request-Id", "Root=1-test"),)
    if code:
        headers += (("X-Error-Code", code),)
    if message:
        headers += (("X-Error-Message", message),)
    return Reply(status, headers + (("Content-Type", "text/plain"),), (message or "").encode())


def part_of(reply, request):
    """`reply`, or the part of it that the request's Range asks for."""
    wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
    if not wanted or request.headers.get("if-range", reply.header("etag")) != reply.header("etag"):
        return reply
    start, total = int(wanted[1]), len(reply.body)
    if start >= total:
        return Reply(416, (("Content-Range", f"bytes */{total}"),))
    return reply.having("Content-Range", f"bytes {start}-{total - 1}/{total}")._replace(
        status=206, body=reply.body[start:])


class FakeHub:
    """Close it when done. `tls` and `cdn_tls` are ssl.SSLContexts for the two origins."""

    page_size = 1000  # entries of a listing

    def __init__(self, tls=None, cdn_tls=None):
        self.repos = {}
        self.renamed = {}  # name -> name it has now
        self._faults = []
        self._hits = {}  # index of a fault -> requests it fitted
        self.hub = RawServer("hub", self.reply, tls)
        self.cdn = RawServer("cdn", self.reply, cdn_tls)

    @property
    def endpoint(self):
        return self.hub.url

    def close(self):
        self.hub.close()
        self.cdn.close()

    def repo(self, name):
        return self.repos.setdefault(name, Repo(name))

    # ---- faults ----

    def fault(self, pattern, effect, listener="hub", skip=0, times=None):
        """The reply to a target in which `pattern` is found becomes `effect(request, reply)`: after the first
        `skip` of them, and `times` times (None: always). The next fault gets what this one made."""
        self._faults.append(Fault(re.compile(pattern), effect, listener, skip, times))

    def mend(self):
        self._faults, self._hits = [], {}

    # ---- what was asked ----

    @property
    def requests(self):
        return self.hub.requests + self.cdn.requests

    def forget(self):
        self.hub.requests.clear()
        self.cdn.requests.clear()

    def asked(self, pattern, listener=None):
        """The requests whose target has `pattern` in it."""
        return [request for request in self.requests
                if re.search(pattern, request.target) and listener in (None, request.listener)]

    # ---- replies ----

    def reply(self, request):
        """What the listener of that name answers: a Reply, or the steps a fault makes of it."""
        reply = self._hub_reply(request) if request.listener == "hub" else self._cdn_reply(request)
        if isinstance(reply, Reply) and reply.status == 200:
            reply = part_of(reply, request)
        for index, fault in enumerate(self._faults):
            if fault.listener != request.listener or not fault.pattern.search(request.target):
                continue
            hit = self._hits[index] = self._hits.get(index, 0) + 1
            if hit > fault.skip and (fault.times is None or hit <= fault.skip + fault.times):
                reply = fault.effect(request, reply)
        return reply

    def _hub_reply(self, request):
        given = request.headers.get("authorization")
        if given is not None and given != f"Bearer {TOKEN}":
            return error(401, None, "Invalid credentials in Authorization header")
        for pattern, reply in ((r"/api/models/(.+)/revision/([^/?]+)", self._revision),
                               (r"/api/models/(.+)/tree/([^/?]+)", self._tree),
                               (r"/api/models/(.+)/refs", self._refs),
                               (r"/api/resolve-cache/models/(.+)/([0-9a-f]{40})/(.+)", self._plain),
                               (r"/([^/]+(?:/[^/]+)?)/resolve/([^/]+)/(.+)", self._resolve)):
            if found := re.fullmatch(pattern, request.path):
                name, *rest = map(urllib.parse.unquote, found.groups())
                return self._of_repo(request, name, rest, reply)
        return error(404)

    def _of_repo(self, request, name, rest, reply):
        if name in self.renamed:
            return Reply(307, (("Location", request.target.replace(name, self.renamed[name], 1)),))
        repo = self.repos.get(name)
        if repo is None:
            return error(401, "RepoNotFound", "Repository not found")
        if repo.refusal and "authorization" not in request.headers:
            return error(*repo.refusal)
        if rest and repo.find(rest[0]) is None:
            return error(404, "RevisionNotFound", f"Invalid rev id: {rest[0]}")
        return reply(request, repo, *rest)

    @staticmethod
    def _json(value, *headers):
        return Reply(200, (("Content-Type", "application/json"), *headers), json.dumps(value).encode())

    def _revision(self, _request, repo, revision):
        commit = repo.find(revision)
        return self._json({"id": repo.name, "modelId": repo.name, "sha": commit, "private": False,
                           "gated": False, "disabled": False, "tags": [], "downloads": 0, "likes": 0,
                           "siblings": [{"rfilename": path} for path in repo.commits[commit]]})

    def _refs(self, _request, repo):
        return self._json({"branches": [{"name": name, "ref": f"refs/heads/{name}", "targetCommit": commit}
                                        for name, commit in repo.refs.items()], "tags": [], "converts": []})

    def _tree(self, request, repo, revision):
        entries = []
        for path, file in sorted(repo.commits[repo.find(revision)].items()):
            entry = {"type": "file", "path": path, "size": len(file.content), "oid": git_sha1(file.content)}
            if file.lfs:
                entry |= {"oid": git_sha1(file.pointer), "lfs": {"oid": file.blob, "size": len(file.content),
                                                                 "pointerSize": len(file.pointer)}}
            entries.append(entry)
        query = urllib.parse.parse_qs(request.target.partition("?")[2])
        start = int(query.get("cursor", ["0"])[0])
        page, left = entries[start:start + self.page_size], entries[start + self.page_size:]
        following = f"{self.endpoint}{request.path}?recursive=true&cursor={start + self.page_size}"
        return self._json(page, *([("Link", f'<{following}>; rel="next"')] if left else []))

    def _resolve(self, request, repo, revision, path):
        commit = repo.find(revision)
        file = repo.commits[commit].get(path)
        if file is None:
            return error(404, "EntryNotFound", "Entry not found").having("X-Repo-Commit", commit)
        if not file.lfs:
            target = f"/api/resolve-cache/models/{repo.name}/{commit}/{urllib.parse.quote(path)}"
            target += f"?etag=%22{file.blob}%22"
            return Reply(307, (("Location", target),), f"Temporary Redirect to {target}".encode())
        signed = f"{self.cdn.url}/xet/{file.blob}?X-Expires=3600&X-Signature=secretOfTheAddress"
        headers = (("Location", signed), ("X-Repo-Commit", commit), ("X-Linked-Etag", f'"{file.blob}"'),
                   ("X-Linked-Size", str(len(file.content))))
        return Reply(302, headers, b"Found. Redirecting to somewhere")

    def _plain(self, _request, repo, commit, path):
        file = repo.commits[commit].get(path)
        if file is None:
            return error(404, "EntryNotFound", "Entry not found")
        return Reply(200, (("ETag", f'"{file.blob}"'), ("X-Repo-Commit", commit), ("Accept-Ranges", "bytes")),
                     file.content)

    def _cdn_reply(self, request):
        if "authorization" in request.headers:
            return error(400, None, "Only one auth mechanism allowed")
        wanted = request.path.rpartition("/")[2]
        for repo in self.repos.values():
            for files in repo.commits.values():
                for file in files.values():
                    if file.lfs and file.blob == wanted:
                        etag = sha256(b"another hash of " + file.content)
                        return Reply(200, (("ETag", f'"{etag}"'), ("Accept-Ranges", "bytes")), file.content)
        return error(403)

"""A real nginx that serves a mirror of repositories over https: plain files, and the Hub's headers."""

import os
import pathlib
import shutil
import socket
import subprocess
import time

from hub.fake_hub import git_sha1

PROGRAM = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin:/sbin:/bin")

CONFIG = """
daemon off;
pid {dir}/nginx.pid;
error_log {dir}/error.log;
worker_processes 1;
{user}
events {{ worker_connections 256; }}
http {{
  access_log {dir}/access.log;
  client_body_temp_path {dir}/body;
  proxy_temp_path {dir}/proxy;
  fastcgi_temp_path {dir}/fastcgi;
  uwsgi_temp_path {dir}/uwsgi;
  scgi_temp_path {dir}/scgi;
  gzip on;
  gzip_min_length 1;
  gzip_types *;
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {certificate};
    ssl_certificate_key {key};
    root {dir}/files;
    etag off;
{locations}
    error_page 404 @absent;
    location @absent {{
      add_header X-Error-Code EntryNotFound always;
      return 404;
    }}
    location ^~ /api/ {{
      error_page 404 @plain;
      return 404;
    }}
    location @plain {{
      return 404;
    }}
  }}
}}
"""
LOCATION = """
    location = "/{repo}/resolve/{revision}/{path}" {{
      try_files "/{repo}/resolve/{commit}/{path}" =404;
      add_header ETag '"{blob}"';
      add_header X-Repo-Commit {commit};
    }}
"""


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


class Nginx:
    """Below `directory`. Close it when done."""

    def __init__(self, directory, certificate, key):
        self._dir = pathlib.Path(directory)
        self._dir.mkdir(parents=True)
        self._certificate, self._key = certificate, key
        self._locations = []
        self._running = None
        self.port = None

    @property
    def url(self):
        return f"https://127.0.0.1:{self.port}"

    def publish(self, repo, commit, files, branch="main"):
        """Before start(). `files` is {path: bytes}."""
        for path, content in files.items():
            target = self._dir / "files" / repo / "resolve" / commit / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            self._locations += [LOCATION.format(repo=repo, revision=revision, path=path, commit=commit,
                                                blob=git_sha1(content)) for revision in (commit, branch)]

    def start(self):
        """On a port that was free a moment ago; on another one if it no longer is."""
        for _ in range(5):
            self.port = free_port()
            user = "user root;" if os.geteuid() == 0 else ""  # or its worker could not read the test's files
            (self._dir / "nginx.conf").write_text(CONFIG.format(
                dir=self._dir, port=self.port, certificate=self._certificate, key=self._key, user=user,
                locations="".join(self._locations)))
            command = [PROGRAM, "-c", self._dir / "nginx.conf", "-e", self._dir / "error.log"]
            self._running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            if self._answers():
                return
        raise RuntimeError((self._dir / "error.log").read_text())

    def _answers(self):
        until = time.monotonic() + 30
        while time.monotonic() < until and self._running.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return True
            except OSError:
                time.sleep(0.02)
        self.close()
        return False

    def log(self):
        return (self._dir / "access.log").read_text().splitlines()

    def close(self):
        if self._running is not None:
            self._running.terminate()
            self._running.wait(timeout=30)

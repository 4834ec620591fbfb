"""kimitok fetch from a real web server over https, which has of the Hub only files and three headers."""

import shutil

from hub.certificates import Authority
from hub.fake_hub import File
from hub.fetch_case import FILES, NETWORK, REPO, FetchTest, skip
from hub.nginx import PROGRAM, Nginx
from program import main


class MirrorTest(FetchTest):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.dir / "authority")
        self.mirror = Nginx(self.dir / "nginx", *self.authority.issue("mirror"))
        self.addCleanup(self.mirror.close)
        self.files = {name: File(file.content) for name, file in FILES.items()}
        self.mirror.publish(REPO, self.commit, {name: file.content for name, file in FILES.items()})
        self.mirror.start()

    def environment(self, **more):
        own = {"HF_ENDPOINT": self.mirror.url, "SSL_CERT_FILE": str(self.authority.certificate)}
        return super().environment(**own | more)

    def test_row_48_a_branch_is_found_without_an_api_and_its_files_are_fetched(self):
        self.fetched()
        self.assertEqual(self.ref(), self.commit)
        self.assertEqual(self.blobs(), sorted(file.blob for file in self.files.values()))
        self.assertIn("tokenizer.json", self.absent())

    def test_a_second_fetch_of_the_commit_asks_for_nothing(self):
        self.fetched()
        asked = len(self.mirror.log())
        self.fetched(f"{REPO}@{self.commit}")
        self.assertEqual(len(self.mirror.log()), asked)

    def test_the_server_is_not_trusted_without_its_authority(self):
        self.refused(NETWORK, "--cacert", env={"SSL_CERT_FILE": ""}, mends=False)

    def test_a_project_locked_at_the_hub_is_served_by_the_mirror(self):
        self.fetched(REPO, "--save", "kimi", env={"HF_ENDPOINT": self.hub.endpoint})
        lock = (self.dir / "kimitok.lock").read_bytes()
        self.fresh()
        ended = self.fetch("--locked")
        self.assertEqual((ended.status, ended.text), (0, f"{self.snapshot()}\n"), ended)
        self.check_files(self.snapshot())
        self.assertEqual(self.blobs(), sorted(file.blob for file in FILES.values()))  # the names the lock has
        self.assertEqual(self.hub.requests, [])
        self.assertEqual((self.dir / "kimitok.lock").read_bytes(), lock)


if __name__ == "__main__":
    if PROGRAM is None or shutil.which("openssl") is None:
        skip("needs nginx and the openssl command")
    main()

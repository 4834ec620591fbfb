"""kimitok fetch and what the Hub says: refusals, missing and lying headers, listings, changes."""

import email.utils
import json
import time

from hub import faults
from hub.fake_hub import File, error
from hub.fetch_case import CONFIG, FILES, MODEL, MODEL_STATUS, NETWORK, REPO, FetchTest
from hub.raw_server import Reply
from program import main

LFS = r"^/xet/"
API = r"^/api/models/.*/revision/"
TREE = r"^/api/models/.*/tree/"
MODEL_HEAD = r"/resolve/[0-9a-f]{40}/tiktoken\.model"
PLAIN = r"^/api/resolve-cache/.*/tokenizer_config\.json"
PLAIN_HEAD = r"/resolve/[0-9a-f]{40}/tokenizer_config\.json"


def date(seconds):
    """So many seconds after a moment, as HTTP writes it."""
    return email.utils.formatdate(1_790_000_000 + seconds, usegmt=True)


class AbsentTest(FetchTest):
    def test_row_32_an_optional_file_that_is_absent_is_remembered(self):
        self.fetched()
        self.assertIn("tokenizer.json", self.absent())
        self.hub.forget()
        self.fetched(f"{REPO}@{self.commit}")
        self.assertEqual(self.hub.requests, [])

    def test_row_32_a_repository_without_a_vocabulary_is_a_failure(self):
        files = {"README.md": File(b"hello"), "config.json": FILES["config.json"]}
        self.commit = self.hub.repo(REPO).commit(files)
        self.refused(NETWORK, "tiktoken.model", "tokenizer.json", mends=False)

    def test_row_33_a_404_that_is_not_the_hubs_leaves_no_marker(self):
        self.hub.fault("tokenizer.json$", faults.status(404))
        self.refused(NETWORK, "tokenizer.json", mends=False)
        self.assertNotIn("tokenizer.json", self.absent())
        self.hub.mend()
        self.fetched()


class RefusalTest(FetchTest):
    def test_row_34_each_refusal_has_its_own_sentence(self):
        disabled = error(403, None, "Access to this resource is disabled.")
        restricted = "Access to model org/small is restricted"
        told = {}
        for name, reply, sentence in (
                ("revision", error(404, "RevisionNotFound", "Invalid rev id: main"), "revision"),
                ("repository", error(404, "RepoNotFound", "Repository not found"), "does not exist, or"),
                ("hidden", error(401, "RepoNotFound", "Repository not found"), "does not exist, or"),
                ("gated", error(403, "GatedRepo", restricted), "terms"),
                ("gated anonymous", error(401, "GatedRepo", restricted), "terms"),
                ("disabled", disabled, "disabled"),
                ("credentials", error(401, None, "Invalid credentials in Authorization header"), "HF_TOKEN")):
            with self.subTest(name):
                self.fresh()
                self.hub.fault("", faults.instead(reply))
                told[name] = self.refused(NETWORK, sentence, REPO).err
                self.assertIn("Root=1-test", told[name])  # for support
        distinct = {told[name] for name in ("revision", "repository", "gated", "disabled", "credentials")}
        self.assertEqual(len(distinct), 5)

    def test_row_34_an_endpoint_without_the_known_commit_is_told_from_one_without_the_model(self):
        self.hub.repo("moonshotai/Kimi-K2-Instruct").commit(FILES)
        ended = self.refused(NETWORK, "no branch, tag or commit", args=("kimi-k2",), mends=False)
        self.assertIn("kimitok fetch moonshotai/Kimi-K2-Instruct@main", ended.err)

    def test_row_34_a_refusal_is_not_tried_again(self):
        self.hub.fault("", faults.instead(error(403, "GatedRepo", "restricted")))
        self.refused(NETWORK, flags=("--retries", "5"), mends=False)
        self.assertEqual(len(self.hub.requests), 1)

    def test_row_34_a_refusal_is_not_hidden_by_what_is_cached(self):
        self.fetched()
        self.hub.fault(API, faults.instead(error(401, None, "Invalid credentials in Authorization header")))
        self.refused(NETWORK, "HF_TOKEN")

    def test_row_34_a_wrong_token_names_where_it_came_from(self):
        self.refused(NETWORK, "HF_TOKEN", env={"HF_TOKEN": "hf_wrong"}, mends=False)
        self.write("token", "hf_wrong\n")
        ended = self.refused(NETWORK, "token", args=(REPO, "--token-file", "token"), mends=False)
        self.assertNotIn("hf_wrong", ended.err)

    def test_row_34_a_gated_repository_opens_to_a_token(self):
        self.hub.repo(REPO).refusal = (401, "GatedRepo", "Access to model org/small is restricted")
        self.refused(NETWORK, "terms", env={"HF_TOKEN": ""}, mends=False)
        self.fetched()

    def test_row_35_a_limit_is_waited_for(self):
        for name, value in (("RateLimit", '"resolvers";r=0;t=2'), ("Retry-After", "2"),
                            ("Retry-After", date(2))):
            with self.subTest(value):
                self.fresh()
                self.hub.fault(MODEL_HEAD, faults.status(429, (name, value), ("Date", date(0))), times=1)
                begun = time.monotonic()
                self.fetched()
                self.assertGreaterEqual(time.monotonic() - begun, 1.9)

    def test_row_35_a_wait_beyond_the_cap_is_not_begun(self):
        for name, value in (("Retry-After", "86400"), ("Retry-After", date(86400)),
                            ("RateLimit", '"resolvers";r=0;t=86400')):
            with self.subTest(value):
                self.fresh()
                self.hub.fault(MODEL_HEAD, faults.status(429, (name, value), ("Date", date(0))))
                self.refused(NETWORK, "86400", flags=("--retries", "5"), mends=False)
                self.assertEqual(len(self.hub.asked(MODEL_HEAD)), 1)
                self.hub.mend()
                self.fetched()

    def test_row_36_a_failure_of_the_server_is_tried_again_everywhere(self):
        everywhere = ((API, "hub"), (MODEL_HEAD, "hub"), (PLAIN, "hub"), (LFS, "cdn"))
        for status, places in ((500, everywhere), (502, everywhere[:1]), (503, everywhere[1:2]),
                               (504, everywhere[2:3]), (408, everywhere[3:])):
            with self.subTest(status):
                self.fresh()
                for pattern, listener in places:
                    self.hub.fault(pattern, faults.status(status), listener, times=1)
                self.fetched(flags=("--retries", "3"))

    def test_row_36_a_page_of_an_error_is_never_stored(self):
        self.hub.fault(PLAIN, faults.status(500, body=b"<html>" + b"x" * len(CONFIG)))
        self.refused(NETWORK, "500")

    def test_row_36_a_transient_failure_is_bridged_by_what_is_cached_and_told(self):
        self.fetched()
        self.hub.fault(API, faults.status(503))
        ended = self.fetched()
        self.assertIn(self.commit[:7], ended.err)


class HeaderTest(FetchTest):
    def spoil(self, pattern, name, value, listener="hub"):
        effect = faults.without(name) if value is None else faults.header(name, value)
        self.hub.fault(pattern, effect, listener)

    def test_row_37_a_login_page_instead_of_a_file_is_not_taken_for_it(self):
        page = Reply(200, (("Content-Type", "text/html"),), b"<!DOCTYPE html><title>Log in</title>")
        for pattern in (MODEL_HEAD, PLAIN, PLAIN_HEAD, API):
            with self.subTest(pattern):
                self.fresh()
                self.hub.fault(pattern, faults.instead(page))
                self.refused((NETWORK, MODEL_STATUS))

    def test_row_38_a_missing_header_is_named_with_the_endpoint(self):
        for pattern, name, told in ((PLAIN, "X-Repo-Commit", self.hub.endpoint),
                                    (PLAIN, "ETag", self.hub.endpoint),
                                    (MODEL_HEAD, "X-Linked-Etag", self.hub.cdn.url)):
            with self.subTest(name):
                self.fresh()
                self.spoil(pattern, name, None)
                self.refused((NETWORK, MODEL_STATUS), name.removeprefix("X-Linked-"), told)

    def test_row_38_with_a_lock_the_hash_is_enough(self):
        self.lock()
        self.fresh()
        for name in ("X-Repo-Commit", "ETag", "X-Linked-Etag", "X-Linked-Size"):
            self.hub.fault("", faults.without(name))
            self.hub.fault("", faults.without(name), "cdn")
        ended = self.fetch()
        self.assertEqual(ended.status, 0, ended)
        self.check_files(self.snapshot())

    def test_row_39_a_file_of_another_commit_is_refused(self):
        for pattern in (PLAIN, MODEL_HEAD):
            with self.subTest(pattern):
                self.fresh()
                self.spoil(pattern, "X-Repo-Commit", "0123456789" * 4)
                self.refused(MODEL_STATUS, "0123456789" * 4, self.commit)

    def test_row_40_a_commit_that_is_none_is_refused_and_nothing_is_written(self):
        for value in ("../../x", "a" * 39, self.commit.upper(), "", "main"):
            with self.subTest(value):
                self.fresh()
                self.spoil(MODEL_HEAD, "X-Repo-Commit", value)
                self.refused((NETWORK, MODEL_STATUS), "X-Repo-Commit")

    def test_row_40_nor_is_one_that_the_api_says(self):
        for value in ("../../x", "a" * 39, self.commit.upper(), "", "main"):
            with self.subTest(value):
                self.fresh()
                self.hub.fault(API, faults.body(json.dumps({"sha": value}).encode()))
                self.refused((NETWORK, MODEL_STATUS), mends=False)
                self.assertFalse(self.folder.exists())
                self.hub.mend()
                self.fetched()

    def test_row_41_an_etag_that_is_no_blob_is_refused(self):
        for value in ("../../x", '"../../../x"', "", '""', '"d41d8cd98f00b204e9800998ecf8427e-3"', '"xyz"'):
            with self.subTest(value):
                self.fresh()
                self.spoil(PLAIN, "ETag", value)
                self.refused((NETWORK, MODEL_STATUS), "tokenizer_config.json")
                self.fresh()
                self.spoil(MODEL_HEAD, "X-Linked-Etag", value)
                self.refused((NETWORK, MODEL_STATUS), "tiktoken.model")

    def test_row_41_a_weak_or_unquoted_etag_is_understood(self):
        blob = FILES["tokenizer_config.json"].blob
        for value in (f'W/"{blob}"', blob):
            with self.subTest(value):
                self.fresh()
                self.spoil(PLAIN, "ETag", value)
                self.fetched()

    def test_row_41_the_etag_of_the_cdn_names_nothing(self):
        self.fetched()
        self.assertEqual(self.blobs(), sorted(file.blob for file in FILES.values()))

    def test_row_42_a_linked_size_wrong_by_one_is_an_error(self):
        for size in (len(MODEL) - 1, len(MODEL) + 1):
            with self.subTest(size):
                self.fresh()
                self.spoil(MODEL_HEAD, "X-Linked-Size", str(size))
                self.refused((NETWORK, MODEL_STATUS), "tiktoken.model")

    def test_row_43_the_length_of_a_redirect_is_not_the_files(self):
        ended = self.fetch(REPO, "--json")
        sizes = {file["name"]: file["size"] for file in json.loads(ended.out)["files"]}
        self.assertEqual(sizes["tokenizer_config.json"], len(CONFIG))
        self.assertEqual(sizes["tiktoken.model"], len(MODEL))

    def test_row_44_wrong_bytes_of_the_right_size_are_told_with_both_hashes(self):
        for name, pattern, listener in (("tiktoken.model", LFS, "cdn"),
                                        ("tokenizer_config.json", PLAIN, "hub")):
            with self.subTest(name):
                self.fresh()
                self.hub.fault(pattern, faults.wrong_bytes, listener)
                right = FILES[name]
                wrong = File(right.content[:-1] + bytes([right.content[-1] ^ 1]), right.lfs)
                ended = self.refused(MODEL_STATUS, name, right.blob, wrong.blob, mends=False)
                self.assertNotIn(right.blob, self.blobs())
                self.assertNotIn(wrong.blob, self.blobs())
                self.assertEqual(len(self.hub.asked(pattern, listener)), 2, ended)  # once more, afresh
                self.hub.mend()
                self.fetched()

    def test_row_44_wrong_bytes_once_are_fetched_again_past_caches(self):
        self.hub.fault(LFS, faults.wrong_bytes, "cdn", times=1)
        self.fetched()
        self.assertEqual(self.hub.asked("tiktoken.model")[-1].headers.get("cache-control"), "no-cache")

    def test_row_45_a_pointer_of_git_lfs_is_recognised(self):
        pointer = FILES["tiktoken.model"].pointer
        self.hub.fault(LFS, faults.body(pointer), "cdn")
        self.refused((NETWORK, MODEL_STATUS), "tiktoken.model")
        self.fresh()
        self.hub.fault(MODEL_HEAD, faults.without("X-Linked-Size"))
        self.hub.fault(LFS, faults.body(pointer), "cdn")
        self.refused(MODEL_STATUS, "LFS pointer")


class ChangeTest(FetchTest):
    def test_row_46_all_files_are_of_one_commit_though_the_branch_moves(self):
        repo = self.hub.repo(REPO)

        def move(_request, reply):
            repo.commit({name: File(file.content + b" ", file.lfs) for name, file in FILES.items()})
            return reply
        self.hub.fault(API, move, times=1)
        self.fetched()
        self.assertEqual(self.hub.asked("/main/"), [])
        self.assertEqual(self.ref(), self.commit)

    def test_row_47_a_renamed_repository_is_found_and_cached_under_the_name_that_was_asked_for(self):
        self.hub.renamed["Org/Old-Small"] = REPO
        ended = self.fetch("Org/Old-Small")
        folder = self.cache / "models--Org--Old-Small"
        self.assertEqual((ended.status, ended.text), (0, f"{folder / 'snapshots' / self.commit}\n"), ended)
        self.check_files(folder / "snapshots" / self.commit)
        self.assertFalse(self.folder.exists())

    def test_row_48_a_mirror_without_an_api_is_asked_for_the_commit_of_a_file(self):
        for reply in (Reply(404), Reply(405), Reply(501), ):
            with self.subTest(reply.status):
                self.fresh()
                self.hub.fault(r"^/api/models/", faults.instead(reply))
                self.fetched()
                self.assertEqual(self.ref(), self.commit)

    def verify_remote(self, *args):
        return self.run_program("verify", "-m", REPO, "--remote", *(args or self.flags))

    def test_row_49_a_listing_of_many_pages_is_read_whole(self):
        self.fetched()
        self.hub.page_size = 1
        ended = self.verify_remote()
        self.assertEqual(ended.status, 0, ended)
        self.assertEqual(len(self.hub.asked(TREE)), len(FILES))

    def test_row_49_a_next_page_on_another_origin_is_not_asked_for(self):
        self.fetched()
        self.hub.fault(TREE, faults.header("Link", f'<{self.hub.cdn.url}/api/next>; rel="next"'))
        ended = self.verify_remote()
        self.assertNotEqual(ended.status, 0)
        self.check_secrets(ended)
        self.assertEqual(self.hub.asked("^/api/next"), [])

    def test_row_49_a_listing_that_never_ends_is_given_up(self):
        self.fetched()
        self.hub.fault(TREE, lambda request, reply: reply.having(
            "Link", f'<{self.hub.endpoint}{request.path}?recursive=true&cursor=0>; rel="next"'))
        self.assertIn(self.verify_remote("--timeout", "5").status, (NETWORK, MODEL_STATUS))

    def test_row_49_a_file_that_the_hub_has_otherwise_is_a_failure(self):
        self.fetched()
        self.hub.fault(TREE, faults.changed(lambda body: body.replace(str(len(CONFIG)).encode(), b"17")))
        ended = self.verify_remote()
        self.assertEqual(ended.status, MODEL_STATUS, ended)
        self.assertIn("tokenizer_config.json", ended.err)

    def test_row_50_an_answer_of_the_api_that_makes_no_sense_is_an_error(self):
        deep = b'{"a":' * 100_000 + b"1" + b"}" * 100_000
        for name, body in (("no JSON", b"<html>"), ("cut", b'{"sha": "'), ("empty", b""),
                           ("null", b'{"sha": null}'), ("number", b'{"sha": 5}'), ("array", b"[]"),
                           ("no sha", b"{}"), ("deep", deep), ("twice", b'{"sha": "x", "sha": "y"}'),
                           ("not UTF-8", b'{"sha": "\xff"}')):
            with self.subTest(name):
                self.fresh()
                self.hub.fault(API, faults.body(body))
                self.refused((NETWORK, MODEL_STATUS))

    def test_row_50_an_answer_of_the_api_that_is_too_big_is_stopped(self):
        self.hub.fault(API, faults.endless)
        self.refused((NETWORK, MODEL_STATUS))
        self.fresh()
        self.hub.fault(API, faults.header("Content-Length", str(100 << 20)))
        self.refused((NETWORK, MODEL_STATUS))

    def test_row_51_a_commit_that_vanished_but_is_cached_still_serves_the_lock(self):
        self.lock()
        repo = self.hub.repo(REPO)
        del repo.commits[self.commit]
        repo.refs.clear()
        self.hub.forget()
        ended = self.fetch()
        self.assertEqual((ended.status, ended.text), (0, f"{self.snapshot()}\n"), ended)
        self.assertEqual(self.hub.requests, [])


if __name__ == "__main__":
    main()

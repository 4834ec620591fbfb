"""kimitok fetch continuing a transfer that broke off: what it asks for, and what it believes."""

from hub import faults
from hub.fetch_case import FILES, MODEL, MODEL_STATUS, FetchTest
from hub.raw_server import Reply
from program import main

LFS = r"^/xet/"
KEPT = 20_000  # bytes of the first part


class ResumeTest(FetchTest):
    flags = ("--retries", "3", "--timeout", "60")

    def setUp(self):
        super().setUp()
        self.hub.fault(LFS, faults.cut(KEPT), "cdn", times=1)

    def second_reply(self, effect):
        """Spoils the reply to the first request for the rest."""
        self.hub.fault(LFS, effect, "cdn", skip=1, times=1)

    def parts(self):
        return [request.headers.get("range") for request in self.hub.cdn.requests]

    def test_a_transfer_that_breaks_off_is_continued_from_where_it_was(self):
        self.fetched()
        self.assertEqual(self.parts(), [None, f"bytes={KEPT}-"])
        self.assertEqual(self.hub.cdn.requests[1].headers["if-range"][0], '"')

    def test_row_26_a_whole_reply_to_a_request_for_a_part_starts_again(self):
        self.second_reply(lambda _request, reply: Reply(200, (("ETag", reply.header("etag")),), MODEL))
        self.fetched()
        self.assertEqual(self.parts(), [None, f"bytes={KEPT}-"])

    def test_row_27_a_part_from_another_start_is_discarded(self):
        self.second_reply(faults.header("Content-Range", f"bytes 100-{len(MODEL) - 1}/{len(MODEL)}"))
        self.fetched()
        self.assertGreater(len(self.parts()), 2)

    def test_row_27_a_part_of_another_total_is_discarded(self):
        self.second_reply(faults.header("Content-Range", f"bytes {KEPT}-{len(MODEL)}/{len(MODEL) + 1}"))
        self.fetched()
        self.assertGreater(len(self.parts()), 2)

    def test_row_27_a_range_that_is_none_is_discarded(self):
        for value in ("bytes x-y/z", f"bytes {len(MODEL)}-{KEPT}/{len(MODEL)}", "",
                      f"bytes {2**70}-{2**71}/{2**72}"):
            with self.subTest(value):
                self.fresh()
                self.hub.fault(LFS, faults.cut(KEPT), "cdn", times=1)
                self.second_reply(faults.header("Content-Range", value))
                self.fetched()
                self.assertGreater(len(self.parts()), 2)

    def test_row_28_a_part_that_does_not_say_which_is_discarded(self):
        self.second_reply(faults.without("Content-Range"))
        self.fetched()
        self.assertGreater(len(self.parts()), 2)

    def test_row_29_a_range_that_cannot_be_satisfied_starts_again(self):
        self.second_reply(faults.instead(Reply(416, (("Content-Range", f"bytes */{len(MODEL)}"),))))
        self.fetched()
        self.assertIn(None, self.parts()[2:])

    def test_row_29_so_does_one_of_a_partial_that_is_whole_already(self):
        self.fresh()
        self.hub.fault(LFS, faults.chunked_but_for_its_end, "cdn", times=1)
        self.fetched()

    def test_row_30_content_that_changed_between_two_attempts_starts_again(self):
        self.second_reply(lambda _request, _reply: Reply(200, (("ETag", '"another"'),), MODEL))
        self.fetched()
        first, second = self.hub.cdn.requests
        self.assertIn("if-range", second.headers)
        self.assertNotIn("range", first.headers)

    def test_row_30_content_that_changed_to_other_bytes_is_not_taken_for_the_file(self):
        other = bytes(len(MODEL))
        changed = faults.instead(Reply(200, (("ETag", '"another"'),), other))
        self.hub.fault(LFS, changed, "cdn", skip=1)
        self.refused(MODEL_STATUS, "tiktoken.model")

    def test_row_31_partials_of_other_tools_are_neither_used_nor_touched(self):
        blob = FILES["tiktoken.model"].blob
        (self.folder / "blobs").mkdir(parents=True)
        ends = (".incomplete", ".part", ".downloadInProgress", ".0123abcd.incomplete")
        self.foreign = {self.folder / "blobs" / (blob + end) for end in ends}
        for path in self.foreign:
            path.write_bytes(b"garbage")
        self.fetched()
        self.assertEqual({path.read_bytes() for path in self.foreign}, {b"garbage"})


if __name__ == "__main__":
    main()

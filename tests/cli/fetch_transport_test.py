"""kimitok fetch over connections that go wrong: cut, slow, redirected, wrongly encrypted, proxied."""

import time
import unittest
import shutil

from hub import faults
from hub.certificates import Authority
from hub.fake_hub import File
from hub.fetch_case import MODEL, MODEL_STATUS, NETWORK, REPO, USAGE, FetchTest
from hub.raw_server import CLOSE, RawServer, Reply
from program import main

LFS = r"^/xet/"  # the bytes of tiktoken.model, at the CDN
PLAIN = r"^/api/resolve-cache/.*/tokenizer_config\.json"
API = r"^/api/models/"
RESOLVE = r"/resolve/[0-9a-f]{40}/"


class BodyTest(FetchTest):
    def spoil(self, effect, **when):
        """Of the bytes of a file kept by LFS, and of one that is not."""
        self.hub.fault(LFS, effect, "cdn", **when)
        self.hub.fault(PLAIN, effect, **when)

    def test_row_01_a_body_shorter_than_its_content_length_is_continued(self):
        self.spoil(faults.cut(1000), times=1)
        self.fetched()
        self.assertEqual(self.hub.asked(LFS)[1].headers["range"], "bytes=1000-")

    def test_row_01_a_body_that_never_comes_ends_in_failure_without_a_blob(self):
        self.spoil(faults.cut(0))
        self.refused(NETWORK)

    def test_row_02_a_connection_that_ends_early_without_a_length_is_noticed(self):
        self.spoil(faults.no_length(1000), times=1)
        self.fetched()
        for pattern, listener in ((LFS, "cdn"), (PLAIN, "hub")):
            with self.subTest(pattern):
                self.fresh()
                self.hub.fault(pattern, faults.no_length(0), listener)
                ended = self.refused((NETWORK, MODEL_STATUS))
                self.assertRegex(ended.err, "bytes|SHA-1")

    def test_row_03_a_chunked_body_cut_within_a_chunk_is_continued(self):
        self.spoil(faults.chunked(1500), times=1)
        self.fetched()
        self.fresh()
        self.spoil(faults.chunked(2))
        self.refused(NETWORK)

    def test_row_03_a_whole_chunked_body_is_taken(self):
        self.spoil(faults.chunked())
        self.fetched()

    def test_row_04_bytes_beyond_the_content_length_are_not_taken(self):
        self.spoil(faults.longer)
        self.fetched()

    def test_row_04_a_chunked_body_longer_than_the_advertised_size_is_refused(self):
        self.hub.fault(LFS, faults.body(MODEL + b"more"), "cdn")
        self.hub.fault(LFS, faults.chunked(), "cdn")
        self.refused((NETWORK, MODEL_STATUS), "tiktoken.model")

    def test_row_05_one_reset_in_the_body_costs_one_more_request(self):
        self.fetched()
        usual = len(self.hub.requests)
        self.fresh()
        self.hub.fault(LFS, faults.reset(1000), "cdn", times=1)
        self.fetched()
        self.assertIn(len(self.hub.requests), (usual + 1, usual + 2))  # the address may be asked for again

    def test_row_06_resets_on_every_attempt_are_given_up(self):
        self.hub.fault("", faults.reset(0))
        begun = time.monotonic()
        self.refused(NETWORK, "127.0.0.1")
        self.assertLess(time.monotonic() - begun, 30)

    def test_row_06_the_number_of_attempts_is_that_of_the_flag(self):
        self.hub.fault(API, faults.reset(0))
        self.refused(NETWORK, flags=("--retries", "0"), mends=False)
        self.assertEqual(len(self.hub.requests), 1)

    def test_row_07_headers_that_never_arrive_time_out(self):
        for pattern, listener in ((API, "hub"), (RESOLVE, "hub"), (LFS, "cdn")):
            with self.subTest(pattern):
                self.fresh()
                self.hub.fault(pattern, faults.silent, listener)
                begun = time.monotonic()
                self.refused(NETWORK, flags=("--retries", "0"))
                self.assertLess(time.monotonic() - begun, 30)

    def test_row_08_a_stall_after_one_byte_is_ended_and_continued(self):
        self.hub.fault(LFS, faults.stall(1), "cdn", times=1)
        self.fetched()
        self.assertEqual(self.hub.asked(LFS)[1].headers.get("range"), "bytes=1-")

    def test_row_09_a_drip_of_five_bytes_per_second_is_ended(self):
        self.hub.fault(LFS, faults.drip(0.2), "cdn")
        begun = time.monotonic()
        self.refused(NETWORK, flags=("--retries", "0"))
        self.assertLess(time.monotonic() - begun, 60)

    def test_row_09_the_timeout_over_everything_ends_a_transfer_that_is_fast_enough_to_go_on(self):
        self.hub.fault(LFS, faults.drip(0.0005), "cdn")  # about 25 s in all, and never under 1 KiB/s
        begun = time.monotonic()
        self.refused(NETWORK, flags=("--retries", "0", "--timeout", "2"))
        self.assertLess(time.monotonic() - begun, 20)

    def test_row_10_an_endless_body_is_stopped_at_the_size_that_was_advertised(self):
        self.hub.fault(LFS, faults.endless, "cdn")
        self.refused((NETWORK, MODEL_STATUS))

    def test_row_10_an_endless_body_without_a_size_is_stopped_at_the_cap(self):
        self.hub.fault(PLAIN, faults.endless)
        self.refused((NETWORK, MODEL_STATUS), str(256 << 20))

    def test_row_11_a_length_of_ten_terabytes_is_refused_before_the_body(self):
        self.hub.fault(PLAIN, faults.header("Content-Length", str(10 * 10**12)))
        self.refused((NETWORK, MODEL_STATUS), "tokenizer_config.json")

    def test_row_11_so_is_a_linked_size_of_ten_terabytes(self):
        self.hub.fault(RESOLVE + "tiktoken", faults.header("X-Linked-Size", str(10 * 10**12)))
        self.refused((NETWORK, MODEL_STATUS), "tiktoken.model")

    def test_row_12_lengths_that_are_none_are_refused(self):
        for value in ("-5", "many", "0x10"):
            with self.subTest(value):
                self.fresh()
                self.hub.fault(PLAIN, faults.header("Content-Length", value))
                self.refused((NETWORK, MODEL_STATUS))

    def test_row_12_two_different_lengths_are_refused(self):
        self.hub.fault(PLAIN, lambda _request, reply: reply._replace(
            headers=reply.headers + (("Content-Length", "10"), ("Content-Length", str(len(reply.body))))))
        self.refused((NETWORK, MODEL_STATUS))

    def test_row_13_monstrous_headers_are_a_clean_error(self):
        for name, headers in (("one long line", b"X-Long: " + b"x" * 400_000 + b"\r\n"),
                              ("many", b"".join(b"X-%d: value\r\n" % n for n in range(10_000)))):
            with self.subTest(name):
                self.fresh()
                head = b"HTTP/1.1 200 OK\r\n" + headers + b"Content-Length: 0\r\n\r\n"
                self.hub.fault(PLAIN, faults.raw(head))
                self.refused(NETWORK)

    def test_row_14_a_compressed_reply_is_never_stored_compressed(self):
        self.spoil(faults.gzipped())
        self.refused((NETWORK, MODEL_STATUS))

    def test_row_14_identity_is_what_is_asked_for(self):
        self.fetched()
        self.assertEqual({r.headers.get("accept-encoding") for r in self.hub.requests}, {"identity"})

    def test_row_15_a_truncated_compressed_reply_is_noticed(self):
        self.spoil(faults.gzipped(500))
        self.refused((NETWORK, MODEL_STATUS))

    def test_row_16_http_1_0_and_odd_headers_are_understood(self):
        def odd(_request, reply):
            lines = "".join(f"{name.swapcase()}:\t {value}  \r\n" for name, value in reply.headers)
            head = f"HTTP/1.0 {reply.status} \r\n{lines}cONTENT-lENGTH: {len(reply.body)}\r\n\r\n"
            return [head.encode(), reply.body, CLOSE]
        self.hub.fault("", odd)
        self.hub.fault("", odd, "cdn")
        self.fetched()


class RedirectTest(FetchTest):
    def test_row_17_a_loop_of_redirects_is_given_up_and_told_without_queries(self):
        self.hub.fault(RESOLVE + "tiktoken", lambda request, _reply: Reply(
            302, (("Location", f"{self.hub.endpoint}{request.path}?secret=secretOfTheAddress"),)))
        ended = self.refused(NETWORK, "redirect", "/resolve/")
        self.assertNotIn("?", ended.err.replace("?)", ""))

    def test_row_17_a_chain_of_eleven_redirects_is_too_long(self):
        def onward(request, _reply):
            hop = int(request.target.rpartition("hop=")[2]) if "hop=" in request.target else 0
            return Reply(302, (("Location", f"{request.path}?hop={hop + 1}"),))
        self.hub.fault(RESOLVE + "tiktoken", onward)
        self.refused(NETWORK, "redirect", flags=("--retries", "0"), mends=False)
        self.assertLess(len(self.hub.asked("tiktoken")), 11)

    def test_row_18_only_http_is_followed(self):
        secret = self.write("secret", b"root:x")
        for location in (f"file://{secret}", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "data:,x"):
            with self.subTest(location):
                self.fresh()
                self.hub.fault(RESOLVE + "tiktoken", faults.redirect(location))
                self.refused(NETWORK, "redirect")

    def test_row_18_a_public_host_cannot_lead_to_the_loopback_interface_or_a_private_address(self):
        proxy = RawServer("proxy", lambda request: self.hub.reply(request._replace(
            listener="hub", target=request.target.removeprefix("http://hub.example"))))
        self.addCleanup(proxy.close)
        env = {"HF_ENDPOINT": "http://hub.example", "http_proxy": proxy.url}
        for host in ("127.0.0.1", "localhost", "[::1]", "10.0.0.1", "192.168.1.1", "169.254.169.254",
                     "2130706433"):
            with self.subTest(host):
                self.fresh()
                place = f"http://{host}:{self.hub.cdn.port}/xet/x"
                self.hub.fault(RESOLVE + "tiktoken", faults.redirect(place))
                self.refused(NETWORK, "redirect", env=env, mends=False)
                self.assertEqual([r.target for r in proxy.requests if "hub.example" not in r.target], [])
                self.assertEqual(self.hub.cdn.requests, [])
        self.assertNotEqual(proxy.requests, [])

    def test_row_18_the_token_does_not_go_over_plain_http_but_to_the_loopback_interface(self):
        proxy = RawServer("proxy", lambda request: self.hub.reply(request._replace(
            listener="hub", target=request.target.removeprefix("http://hub.example"))))
        self.addCleanup(proxy.close)
        self.fetch(REPO, env={"HF_ENDPOINT": "http://hub.example", "http_proxy": proxy.url})
        self.assertNotEqual(proxy.requests, [])
        self.assertEqual([r.target for r in proxy.requests if "authorization" in r.headers], [])

    def test_row_19_a_relative_redirect_is_followed_with_the_token(self):
        self.fetched()
        followed = self.hub.asked(r"^/api/resolve-cache/.*\?etag=")
        self.assertEqual(len(followed), 2)
        self.assertTrue(all("authorization" in request.headers for request in followed))

    def test_row_20_a_redirect_that_leads_nowhere_is_refused(self):
        for place in (None, "", "http://", "http://[::1", "http://a b/", "http://127.0.0.1:99999/",
                      "http://user:password@127.0.0.1/"):
            with self.subTest(place):
                self.fresh()
                headers = () if place is None else (("Location", place),)
                self.hub.fault(RESOLVE + "tiktoken", faults.instead(Reply(302, headers)))
                self.refused(NETWORK, flags=("--retries", "0"))

    def test_row_20_a_protocol_relative_redirect_is_another_host(self):
        def effect(_request, reply):
            return reply.having("Location", reply.header("Location").removeprefix("http:"))
        self.hub.fault(RESOLVE + "tiktoken", effect)
        self.fetched()
        self.assertEqual(len(self.hub.cdn.requests), 1)  # without the token: see check_secrets()

    def test_row_21_another_port_of_the_same_host_gets_no_token(self):
        self.fetched()
        self.assertEqual(len(self.hub.cdn.requests), 1)
        self.assertNotIn("authorization", self.hub.cdn.requests[0].headers)

    def test_row_21_a_token_is_not_sent_again_after_a_detour_over_another_origin(self):
        direct = self.hub.repo(REPO).commits[self.commit]["tiktoken.model"].content
        self.hub.fault(LFS, faults.redirect(f"{self.hub.endpoint}/bounced"), "cdn")
        self.hub.fault("^/bounced", faults.instead(Reply(200, (("ETag", '"x"'),), direct)))
        self.fetch(REPO)
        bounced = self.hub.asked("^/bounced")
        self.assertNotEqual(bounced, [])
        self.assertEqual([r for r in bounced if "authorization" in r.headers], [])

    def test_row_22_an_expired_signature_is_renewed_once(self):
        self.hub.fault(LFS, faults.status(403), "cdn", times=1)
        self.fetched()
        self.assertEqual(len(self.hub.asked("/resolve/.*tiktoken")), 2)

    def test_row_22_an_address_that_is_always_refused_is_given_up(self):
        self.hub.fault(LFS, faults.status(403), "cdn")
        self.refused(NETWORK)

    def test_row_22_a_signature_that_expires_between_two_parts_is_renewed(self):
        self.hub.fault(LFS, faults.cut(1000), "cdn", times=1)
        self.hub.fault(LFS, faults.status(403), "cdn", skip=1, times=1)
        self.fetched()


@unittest.skipUnless(shutil.which("openssl"), "needs the openssl command")
class TlsTest(FetchTest):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.dir / "authority")

    def secure(self, **options):
        self.hub = self.start_hub(tls=self.authority.server("server", **options),
                                  cdn_tls=self.authority.server("cdn"))
        self.commit = self.hub.repo(REPO).commit(self.files)

    files = {"tiktoken.model": File(MODEL, lfs=True)}

    def test_row_23_an_authority_of_the_user_is_trusted_by_flag_or_environment(self):
        self.secure()
        self.fetched(REPO, "--cacert", self.authority.certificate, files=self.files)
        for name in ("SSL_CERT_FILE", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE"):
            with self.subTest(name):
                self.fresh()
                self.fetched(files=self.files, env={name: str(self.authority.certificate)})

    def test_row_23_an_unknown_issuer_is_refused_with_a_hint(self):
        self.secure()
        self.refused(NETWORK, "--cacert", mends=False)
        self.assertEqual(self.hub.requests, [])

    def test_row_23_an_expired_certificate_is_refused(self):
        self.secure(days=-1)
        self.refused(NETWORK, "certificate", args=(REPO, "--cacert", self.authority.certificate), mends=False)
        self.assertEqual(self.hub.requests, [])

    def test_row_23_a_certificate_of_another_host_is_refused(self):
        self.secure(names="DNS:elsewhere.example")
        self.refused(NETWORK, "certificate", args=(REPO, "--cacert", self.authority.certificate), mends=False)
        self.assertEqual(self.hub.requests, [])

    def test_row_23_a_file_of_certificates_that_cannot_be_read_is_named(self):
        self.secure()
        ended = self.fetch(REPO, "--cacert", "absent.pem")
        self.assertNotEqual(ended.status, 0)
        self.assertIn("absent.pem", ended.err)

    def test_row_18_encryption_is_not_given_up_by_a_redirect(self):
        plain = self.start_hub()
        plain.repo(REPO).commit(self.files)
        self.secure()
        place = f"{plain.cdn.url}/xet/{self.files['tiktoken.model'].blob}"
        self.hub.fault(RESOLVE + "tiktoken", faults.redirect(place))
        self.refused(NETWORK, "redirect", args=(REPO, "--cacert", self.authority.certificate), mends=False)
        self.assertEqual(plain.requests, [])


class ProxyTest(FetchTest):
    def proxy(self, answer):
        server = RawServer("proxy", answer)
        self.addCleanup(server.close)
        return server

    def forward(self, request):
        listener = "hub" if f":{self.hub.hub.port}/" in request.target else "cdn"
        target = "/" + request.target.split("/", 3)[3]
        return self.hub.reply(request._replace(listener=listener, target=target))

    def closed(self):
        """The address of a server that is gone."""
        server = RawServer("closed", None)
        server.close()
        return server.url

    def test_row_24_a_proxy_of_the_environment_is_used(self):
        proxy = self.proxy(self.forward)
        self.fetched(env={"http_proxy": proxy.url})
        self.assertEqual(self.hub.requests, [])
        self.assertGreater(len(proxy.requests), 5)

    def test_row_24_no_proxy_is_honoured(self):
        self.fetched(env={"http_proxy": self.closed(), "no_proxy": "127.0.0.1"})

    def test_row_24_a_proxy_that_refuses_is_named_as_the_cause(self):
        self.refused(NETWORK, "proxy", env={"http_proxy": self.closed()}, mends=False)

    def test_row_24_a_proxy_that_wants_a_password_is_named_as_the_cause(self):
        proxy = self.proxy(lambda _request: Reply(407, (("Proxy-Authenticate", "Basic"),)))
        self.refused(NETWORK, "proxy", env={"http_proxy": proxy.url}, mends=False)

    def test_row_24_a_tunnel_that_is_cut_or_refused_is_named_as_the_cause(self):
        for name, answer in (("cut", lambda _request: [CLOSE]), ("refused", lambda _request: Reply(403)),
                             ("password", lambda _request: Reply(407, (("Proxy-Authenticate", "Basic"),)))):
            with self.subTest(name):
                proxy = self.proxy(answer)
                env = {"https_proxy": proxy.url, "HF_ENDPOINT": "https://hub.example"}
                self.refused(NETWORK, "proxy", env=env, mends=False)
                self.assertEqual({request.method for request in proxy.requests}, {"CONNECT"})

    def test_row_24_an_address_that_is_no_proxy_is_told(self):
        self.refused((NETWORK, USAGE), "proxy", env={"http_proxy": "http://127.0.0.1:notaport"}, mends=False)

    def test_row_25_a_name_nobody_knows_and_a_refused_connection_are_told_apart(self):
        nowhere = "http://no-such-host.invalid"
        unknown = self.refused(NETWORK, "no-such-host.invalid", env={"HF_ENDPOINT": nowhere},
                               flags=("--retries", "0"), mends=False)
        refused = self.refused(NETWORK, "127.0.0.1", env={"HF_ENDPOINT": self.closed()},
                               flags=("--retries", "0"), mends=False)
        self.assertRegex(unknown.err, "resolve|unknown|name")
        self.assertRegex(refused.err, "connect|refused")
        self.assertNotRegex(refused.err, "resolve host")


class NoLibcurlTest(FetchTest):
    """libcurl is only loaded where the network is about to be used."""

    def setUp(self):
        super().setUp()
        libraries = self.dir / "libraries"
        libraries.mkdir()
        (libraries / "libcurl.so.4").write_bytes(b"not a library")
        self.without = {"LD_LIBRARY_PATH": str(libraries)}

    def test_fetch_says_what_is_missing_and_what_brings_it(self):
        ended = self.refused(NETWORK, "libcurl cannot be loaded", "libcurl.so.4", "install libcurl4", env=self.without)
        self.assertEqual(len(ended.err.splitlines()), 1, ended)

    def test_what_is_in_the_cache_needs_no_libcurl(self):
        self.fetched()
        self.fetched(REPO, "--offline", env=self.without)
        self.expect(["encode", "-m", REPO, "-t", "Hello, world!"], "2132 44 1378 33\n", env=self.without)


if __name__ == "__main__":
    main()

"""A certificate authority for one test, and server certificates of it, made with the openssl command."""

import pathlib
import ssl
import subprocess

_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


def _openssl(*args):
    subprocess.run(["openssl", *map(str, args)], check=True, capture_output=True)


class Authority:
    """Writes its files below `directory`. `certificate` is what a client may be told to trust."""

    def __init__(self, directory, name="test authority"):
        self._dir = pathlib.Path(directory)
        self._dir.mkdir(parents=True, exist_ok=True)
        self.certificate = self._dir / "authority.pem"
        self._key = self._dir / "authority.key"
        _openssl("req", "-x509", *_NEW_KEY, "-keyout", self._key, "-out", self.certificate, "-days", "2",
                 "-subj", f"/CN={name}")

    def issue(self, name, names="IP:127.0.0.1,DNS:localhost", days=2):
        """The paths of a certificate and its key. A negative number of days: it has expired."""
        ends = ("pem", "key", "csr", "ext")
        certificate, key, request, extensions = (self._dir / f"{name}.{end}" for end in ends)
        extensions.write_text(f"subjectAltName={names}\n")
        _openssl("req", *_NEW_KEY, "-keyout", key, "-out", request, "-subj", f"/CN={name}")
        _openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self._key,
                 "-CAcreateserial", "-days", days, "-extfile", extensions, "-out", certificate)
        return certificate, key

    def server(self, name, **options):
        """An ssl.SSLContext for a server that shows such a certificate."""
        certificate, key = self.issue(name, **options)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        return context

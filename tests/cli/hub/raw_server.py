"""An HTTP server whose every reply is a script: bytes to send, pauses, cuts and resets, in order.

What a library would put right, such as a wrong length, a header twice or a reply that ends in its middle,
goes out as it is written. The server has no fixed port, and a thread for each connection.
"""

import socket
import struct
import threading
from typing import NamedTuple


class Request(NamedTuple):
    method: str
    target: str  # as it was sent, with its query
    headers: dict  # by name in lower case
    listener: str

    @property
    def path(self):
        return self.target.partition("?")[0]


class Reply(NamedTuple):
    """An ordinary reply. Its length is added when it is sent, unless a header of that name is there."""

    status: int
    headers: tuple = ()  # of pairs
    body: bytes = b""
    version: str = "1.1"

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def without(self, *names):
        dropped = [name.lower() for name in names]
        return self._replace(headers=tuple(pair for pair in self.headers if pair[0].lower() not in dropped))

    def having(self, name, value):
        return self.without(name)._replace(headers=self.without(name).headers + ((name, value),))

    def head(self, length=True):
        lines = [f"HTTP/{self.version} {self.status} Reason"]
        lines += [f"{name}: {value}" for name, value in self.headers]
        if length and self.header("content-length") is None:
            lines.append(f"Content-Length: {len(self.body)}")
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n"

    def steps(self):
        return [self.head(), self.body]


class Pause(NamedTuple):
    seconds: float


class Drip(NamedTuple):
    """One byte at a time."""

    data: bytes
    seconds: float  # between two bytes


CLOSE = "close"  # an orderly end of the connection
RESET = "reset"  # TCP RST
STALL = "stall"  # nothing more, until the other side hangs up

_RESET_ON_CLOSE = struct.pack("ii", 1, 0)
_TIME_TO_ARRIVE = 0.05  # what was sent just before a reset may never be read otherwise


class RawServer:
    """`answer` turns a Request into a Reply, or into a list of bytes and of the steps above."""

    def __init__(self, name, answer, tls=None):
        self.name = name
        self.requests = []  # in the order of their arrival
        self.failures = []  # exceptions of `answer`: defects of a test
        self.connections = 0
        self._answer = answer
        self._tls = tls  # an ssl.SSLContext
        self._stopped = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def close(self):
        self._stopped.set()
        try:
            self._listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # nobody was ever connected
        self._listener.close()

    def _accept(self):
        while not self._stopped.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            connection.settimeout(60)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # steps go out as they are taken
            try:
                if self._tls:
                    connection = self._tls.wrap_socket(connection, server_side=True)
                while self._serve_one(connection):
                    pass
            except OSError:
                pass  # the client hung up, as it may at any time
            finally:
                connection.close()

    def _serve_one(self, connection):
        request = self._read(connection)
        if request is None:
            return False
        self.requests.append(request)
        try:
            steps = self._answer(request)
        except Exception as failure:  # told to the test, which is on another thread
            self.failures.append(failure)
            raise OSError from failure
        if isinstance(steps, Reply):
            steps = [steps.head(), b"" if request.method == "HEAD" else steps.body]
        return all(self._take(connection, step) for step in steps)

    def _read(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            more = connection.recv(65536)
            if not more:
                return None
            data += more
        first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ")
        pairs = [line.partition(":") for line in lines]
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        return Request(method, target, headers, self.name)

    def _take(self, connection, step):
        """Does one step. False: the connection is over."""
        if isinstance(step, bytes):
            connection.sendall(step)
        elif isinstance(step, Pause):
            self._stopped.wait(step.seconds)
        elif isinstance(step, Drip):
            for byte in step.data:
                connection.sendall(bytes([byte]))
                self._stopped.wait(step.seconds)
        elif step == RESET:
            self._stopped.wait(_TIME_TO_ARRIVE)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET_ON_CLOSE)
            connection.close()
            return False
        elif step == STALL:
            connection.settimeout(0.1)
            while not self._stopped.is_set():
                try:
                    if not connection.recv(1):
                        break
                except TimeoutError:
                    pass
            return False
        elif step == CLOSE:
            connection.shutdown(socket.SHUT_WR)
            return False
        else:
            raise ValueError(step)
        return not self._stopped.is_set()

"""Effects for FakeHub.fault(): each is made for a test and turns an honest reply into a spoilt one."""

import zlib

from hub.raw_server import CLOSE, RESET, STALL, Drip, Pause, Reply


def _kept(end, size):
    return lambda _request, reply: [reply.head(), reply.body[:size], end]


def cut(size):
    """The connection ends in order after so many bytes of the body."""
    return _kept(CLOSE, size)


def reset(size):
    return _kept(RESET, size)


def stall(size):
    return _kept(STALL, size)


def silent(_request, _reply):
    return [STALL]


def drip(seconds):
    """One byte at a time, so many seconds apart."""
    return lambda _request, reply: [reply.head(), Drip(reply.body, seconds), CLOSE]


def instead(reply):
    return lambda _request, _reply: reply


def status(code, *headers, body=b"<html>something went wrong</html>"):
    return instead(Reply(code, headers, body))


def header(name, value):
    return lambda _request, reply: reply.having(name, value)


def without(*names):
    return lambda _request, reply: reply.without(*names)


def body(content):
    return lambda _request, reply: reply._replace(body=content)


def changed(function):
    """Of the body alone."""
    return lambda _request, reply: reply._replace(body=function(reply.body))


def wrong_bytes(_request, reply):
    """As many as there should be, the last one another."""
    return reply._replace(body=reply.body[:-1] + bytes([reply.body[-1] ^ 1]))


def longer(_request, reply):
    """The head is about the body alone, but more bytes come."""
    return [reply.head(), reply.body, b"more than was promised", CLOSE]


def no_length(size=None):
    """Without Content-Length; the end of the connection is the end of the body, here after `size` bytes."""
    return lambda _request, reply: [reply.head(length=False), reply.body[:size], CLOSE]


def chunked(size=None):
    """In chunks; if `size` is given, the connection ends after so many bytes, within a chunk."""
    def effect(_request, reply):
        whole = b"".join(b"%x\r\n%b\r\n" % (len(reply.body[at:at + 1000]), reply.body[at:at + 1000])
                         for at in range(0, len(reply.body), 1000)) + b"0\r\n\r\n"
        return [reply.having("Transfer-Encoding", "chunked").head(length=False), whole[:size],
                *([CLOSE] if size is not None else [])]
    return effect


def chunked_but_for_its_end(_request, reply):
    """All bytes are there, but nothing says so."""
    head = reply.having("Transfer-Encoding", "chunked").head(length=False)
    return [head, b"%x\r\n%b\r\n" % (len(reply.body), reply.body), CLOSE]


def endless(_request, reply):
    def steps():
        yield reply.head(length=False)
        while True:
            yield bytes(1 << 20)
    return steps()


def gzipped(cut_to=None):
    def effect(_request, reply):
        packer = zlib.compressobj(wbits=31)
        packed = (packer.compress(reply.body) + packer.flush())[:cut_to]
        return reply.having("Content-Encoding", "gzip")._replace(body=packed)
    return effect


def raw(data, *ends):
    return lambda _request, _reply: [data, *(ends or (CLOSE,))]


def late_body(seconds):
    return lambda _request, reply: [reply.head(), Pause(seconds), reply.body]


def redirect(location, code=302):
    return instead(Reply(code, (("Location", location),)))

"""A WSGI application behind a real socket: a server in a thread of its own, and a client that costs next to nothing."""

import contextlib
import socket
import threading
import wsgiref.simple_server

# Seconds between two looks whether the server is to end: how long tearing down may take.
_POLL_SECONDS = 0.1


class _QuietHandler(wsgiref.simple_server.WSGIRequestHandler):
    # An answer is several small packets; the next one is not to wait until the client has acknowledged the last.
    disable_nagle_algorithm = True

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def serving(application):
    """Serves one request after the other until the block ends. Yields the address.

    Any free port will do, so that the processes of both sides can be there at once.
    """
    with wsgiref.simple_server.make_server("127.0.0.1", 0, application, handler_class=_QuietHandler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(_POLL_SECONDS,), daemon=True)
        thread.start()
        try:
            yield server.server_address
        finally:
            server.shutdown()
            thread.join()


def request(method, path, body=b"", **headers):
    """The bytes of a request, made once for all that send it. Names of headers are written with `_`."""
    lines = [f"{method} {path} HTTP/1.0", "Host: localhost", f"Content-Length: {len(body)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def exchange(address, request, status=200):
    """Sends a request and reads the whole answer. Any other status than the expected one is an error."""
    with socket.create_connection(address) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    if answer.split(b" ", 2)[1:2] != [b"%d" % status]:
        raise RuntimeError(f"expected status {status}, and the answer was {answer[:500]!r}")


def answers(application, request, status=200):
    """What a scenario yields from: an application that answers the same request over and over."""
    with serving(application) as address:

        def answer(loops):
            for _ in range(loops):
                exchange(address, request, status)

        yield answer

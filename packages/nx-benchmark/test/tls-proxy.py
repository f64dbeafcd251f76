"""A TLS server before a unix socket, as an engine that listens on TCP: it wants a certificate of its own CA.

    python3 tls-proxy.py FOLDER SOCKET

FOLDER holds ca.pem, server-cert.pem and server-key.pem. Prints its port, and ends when its standard input ends.
(In Node it would be shorter, and now and then lose what it wrote to a client that had closed its own half.)
"""

import os
import socket
import ssl
import sys
import threading


def main():
    folder, engine = sys.argv[1:]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(os.path.join(folder, "server-cert.pem"), os.path.join(folder, "server-key.pem"))
    context.load_verify_locations(os.path.join(folder, "ca.pem"))
    context.verify_mode = ssl.CERT_REQUIRED
    # A ticket written to a client that has closed already would end the connection with an error.
    context.num_tickets = 0
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    threading.Thread(target=accept, args=(server, context, engine), daemon=True).start()
    sys.stdin.read()


def accept(server, context, engine):
    while True:
        raw, _ = server.accept()
        threading.Thread(target=serve, args=(raw, context, engine), daemon=True).start()


def serve(raw, context, engine):
    try:
        client = context.wrap_socket(raw, server_side=True)
    except OSError:
        # It has said why in an alert.
        raw.close()
        return
    upstream = socket.socket(socket.AF_UNIX)
    upstream.connect(engine)
    there = threading.Thread(target=copy, args=(client, upstream), daemon=True)
    there.start()
    copy(upstream, client)
    there.join()
    client.close()
    upstream.close()


def copy(source, sink):
    try:
        while True:
            data = source.recv(65536)
            if not data:
                break
            sink.sendall(data)
    except OSError:
        pass
    try:
        if isinstance(sink, ssl.SSLSocket):
            sink.unwrap()
        else:
            sink.shutdown(socket.SHUT_WR)
    except (OSError, ValueError):
        pass


main()

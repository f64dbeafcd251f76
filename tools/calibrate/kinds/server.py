"""A server with a client: requests over a loopback connection, answered by a thread."""

import socket
import socketserver
import threading

import bm
from knownwork import amount


class Answer(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            self.wfile.write(line.upper())


class Server(bm.Scenario):
    more: int

    def run(self):
        requests = range(amount(100, self.more))
        with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as server:
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, daemon=True).start()
            with socket.create_connection(server.server_address) as client:
                client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

                def work(loops):
                    for _ in range(loops):
                        for _ in requests:
                            client.sendall(b"question\n")
                            client.recv(64)

                yield work
            server.shutdown()

"""Something that only one process can have: a port with a fixed number."""

import socket

import bm
from knownwork import amount


class OneAtATime(bm.Scenario):
    more: int

    def run(self):
        numbers = range(amount(20_000, self.more))
        with socket.socket() as port:
            port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            port.bind(("127.0.0.1", 47113))
            port.listen()

            def work(loops):
                for _ in range(loops):
                    total = 0
                    for number in numbers:
                        total += number & 7

            yield work

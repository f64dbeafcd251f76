"""asyncio: coroutines that hand items to each other through a queue."""

import asyncio

import bm
from knownwork import amount


async def exchange(items):
    queue = asyncio.Queue(1)

    async def produce():
        for item in range(items):
            await queue.put(item)

    async def consume():
        for _ in range(items):
            await queue.get()

    await asyncio.gather(produce(), consume())


class Coroutines(bm.Scenario):
    more: int

    def run(self):
        items = amount(100, self.more)
        loop = asyncio.new_event_loop()

        def work(loops):
            for _ in range(loops):
                loop.run_until_complete(exchange(items))

        yield work
        loop.close()

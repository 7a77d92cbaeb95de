"""A load generator of its own: keep-alive connections over raw sockets, one request at a time on each.

It runs as a process beside the service that it measures (`python -m bench.load ...`), takes about 30 microseconds of
processor time a request, and prints one JSON object.
"""

import argparse
import json
import random
import select
import socket
import sys
import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

Render = Callable[[int], bytes]

HORIZONS: Final = ("within two weeks", "by the end of next month", "within 30 days", "before July", "by Friday")


class Outcome(NamedTuple):
    """Latencies in seconds in the order of the answers, when each came (monotonic), and how many were not 2xx."""

    latencies: list[float]
    answered_at: list[float]
    refused: int
    seconds: float

    def summary(self) -> dict[str, float | int]:
        """Rate, quantiles in ms, and the longest time in which no answer came."""
        ordered = sorted(self.latencies)
        gaps = [after - before for before, after in zip(self.answered_at, self.answered_at[1:], strict=False)]
        return {
            "requests": len(ordered),
            "refused": self.refused,
            "per_second": round(len(ordered) / self.seconds, 1),
            **{f"p{share}_ms": round(1000 * ordered[int(len(ordered) * share / 100)], 2) for share in (50, 90, 99)},
            "max_ms": round(1000 * ordered[-1], 2),
            "longest_stall_ms": round(1000 * max(gaps, default=0.0), 2),
        }


class _Connection:
    """One keep-alive connection and the answer that it waits for."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.began = 0.0
        self.received = b""

    def send(self, request: bytes) -> None:
        self.received = b""
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """The status of the answer once it is whole; null before."""
        data = self.socket.recv(262_144)
        if not data:
            raise ConnectionError("the service closed a connection")
        self.received = self.received + data if self.received else data
        head = self.received.find(b"\r\n\r\n")
        if head < 0:
            return None
        lower = self.received[:head].lower()
        place = lower.find(b"content-length:")
        length = int(lower[place + 15 :].split(b"\r\n", 1)[0]) if place >= 0 else 0
        return self.received[9:12] if len(self.received) >= head + 4 + length else None


def drive(port: int, connections: int, seconds: float, render: Render, per_second: float | None = None) -> Outcome:
    """Keep every connection busy for so many seconds; or spread `per_second` requests over them."""
    links = [_Connection(port) for _ in range(connections)]
    by_file = {link.socket.fileno(): link for link in links}
    poll = select.epoll()
    for number in by_file:
        poll.register(number, select.EPOLLIN)
    latencies: list[float] = []
    answered_at: list[float] = []
    refused, sent = 0, 0
    idle = list(links)
    began = time.perf_counter()
    while (now := time.perf_counter()) < began + seconds or len(idle) < connections:
        while idle and now < began + seconds and (per_second is None or sent < (now - began) * per_second):
            idle.pop().send(render(sent))
            sent += 1
        for number, _ in poll.poll(0.001 if per_second else 1.0):
            link = by_file[number]
            status = link.receive()
            if status is None:
                continue
            after = time.perf_counter()
            latencies.append(after - link.began)
            answered_at.append(after)
            refused += status[:1] != b"2"
            idle.append(link)
    seconds_taken = time.perf_counter() - began
    poll.close()
    for link in links:
        link.socket.close()
    return Outcome(latencies, answered_at, refused, seconds_taken)


def post(path: str, body: bytes) -> bytes:
    """A POST of JSON."""
    head = f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def get(path: str) -> bytes:
    """A GET."""
    return f"GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n".encode()


def claims(seed: int, speakers: int) -> Iterator[dict[str, object]]:
    """Claims made by hand, each unlike the others, by so many speakers."""
    draw = random.Random(seed)
    number = 0
    while True:
        number += 1
        yield {
            "text": f"Lock {draw.getrandbits(40):x} on the Sorn canal will open again to ships of line {number}.",
            "made_at": "2025-11-22",
            "speaker": f"Speaker {draw.randrange(speakers)} of the Harbour Board",
            "horizon": draw.choice(HORIZONS),
            "topics": ["transport"],
        }


def claim_posts(path: str, seed: int, batch: int, speakers: int) -> Render:
    """Requests that post claims: one each, or so many at once."""
    made = claims(seed, speakers)

    def render(_: int) -> bytes:
        body = [next(made) for _ in range(batch)] if batch > 1 else next(made)
        return post(path, json.dumps(body).encode())

    return render


def reads(paths: list[str], seed: int) -> Render:
    """Requests that get one of the paths, at random."""
    draw = random.Random(seed)
    requests = [get(path) for path in paths]
    return lambda _: draw.choice(requests)


def main() -> None:
    """Drive a service as the arguments say, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--path", default="/v1/claims")
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--per-second", type=float)
    parser.add_argument("--get", metavar="FILE", help="read the paths in this file, one a line, instead of posting")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speakers", type=int, default=500)
    given = parser.parse_args()
    if given.get:
        with open(given.get, encoding="utf-8") as file:
            render = reads(file.read().split(), given.seed)
    else:
        render = claim_posts(given.path, given.seed, given.batch, given.speakers)
    done = drive(given.port, given.connections, given.seconds, render, given.per_second)
    json.dump(done.summary() | {"batch": given.batch, "connections": given.connections}, sys.stdout)
    print()


if __name__ == "__main__":
    main()

"""A small TCP proxy that cuts connections in the middle, by a seed."""

from __future__ import annotations

import random
import select
import socket
import threading
from contextlib import suppress


class CuttingProxy:
    """Listens on loopback and passes bytes on; each connection is cut after some of them."""

    def __init__(self, port: int, seed: int, most_bytes: int = 6000) -> None:
        self._target = port
        self._random = random.Random(seed)
        self._most = most_bytes
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.cuts = 0
        self.is_cutting = True
        self._is_open = True
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop."""
        self._is_open = False
        self._listener.close()

    def _listen(self) -> None:
        while self._is_open:
            try:
                client, _address = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _way_on(self) -> socket.socket:
        # Where nobody listens just now, the caller's line is closed too.
        return socket.create_connection(("127.0.0.1", self._target))

    def _pass_on(self, client: socket.socket) -> None:
        allowed = self._random.randint(50, self._most) if self.is_cutting else 1 << 62
        with client, suppress(ConnectionError), self._way_on() as server:
            while True:
                ready, _w, _x = select.select([client, server], [], [], 10)
                if not ready:
                    return
                for one in ready:
                    try:
                        data = one.recv(min(4096, max(allowed, 1)))
                    except OSError:
                        return
                    if not data:
                        return
                    allowed -= len(data)
                    try:
                        (server if one is client else client).sendall(data)
                    except OSError:
                        return
                    if allowed <= 0:
                        self.cuts += 1
                        return

# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands between a client and a server and plants one fault, which a torture
of requests has to find out: all else is the server's own."""
import re
import socket
import threading

FAULTS = {
    "second Host": "takes the second Host of a request away",
    "twice": "sends every answer twice",
    "500": "answers 500 where somebody says null",
    "nameless": "leaves out which parameter was wrong",
    "dies": "is gone at the first byte that is no ASCII",
}


def request(fault, data):
    """What arrives of what was sent."""
    if fault == "second Host":
        top, end, rest = data.partition(b"\r\n\r\n")
        first = top.find(b"\r\nHost: ") + 1
        return top[:first] + re.sub(rb"\r\nHost: [^\r]*", b"", top[first:]) + end + rest if first else data
    if fault == "500" and b"null" in data:
        return None
    return data


def answer(fault, data):
    if fault == "twice":
        return data * 2 if data.startswith(b"HTTP/1.1 4") else data
    if fault == "nameless":
        return data.replace(b'"parameter"', b'"patameter"')
    return data


class Between:
    """Listens on a port of its own, for a server on another."""

    def __init__(self, port, fault):
        self.behind, self.fault, self.gone = port, fault, False
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while not self.gone:
            try:
                client, _ = self.listener.accept()
                server = socket.create_connection(("127.0.0.1", self.behind))
            except OSError:
                return
            for args in ((client, server, request), (server, client, answer)):
                threading.Thread(target=self.pump, args=args, daemon=True).start()

    def pump(self, source, sink, change):
        try:
            while data := source.recv(1 << 20):
                if self.fault == "dies" and change is request and any(c > 127 for c in data):
                    self.end()
                changed = None if self.gone else change(self.fault, data)
                if changed is None:
                    source.sendall(b"" if self.gone else b"HTTP/1.1 500 x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    break
                sink.sendall(changed)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        finally:
            if change is answer or self.gone:
                source.close()
                sink.close()

    def end(self):
        self.gone = True
        try:
            self.listener.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.listener.close()

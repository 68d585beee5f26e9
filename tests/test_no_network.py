from __future__ import annotations

import socket

import pytest


def test_connecting_to_another_machine_raises() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match="another machine"):
        outside.connect(("192.0.2.1", 9))


def test_this_machine_may_talk_to_itself() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen(1)
        client.connect(server.getsockname())

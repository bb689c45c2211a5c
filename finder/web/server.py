"""The production server: gunicorn with two workers, no access log, and not a word about anyone in its own log."""

import io
import logging
import socket
import struct
import sys
from pathlib import Path
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.workers.gthread import ThreadWorker

from finder.web.app import create_app
from finder.web.config import from_environment
from finder.web.security import plain_answer

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_PATIENCE = struct.pack("ll", 10, 0)
_TURN = 0.0005
_MEMORY = Path("/dev/shm")


def run(host: str, port: int) -> None:
    """Serve until stopped. Prints the address when it answers."""
    config = from_environment()
    if not config.hosts and host in (*_LOOPBACK, "::1"):
        config = config.answering_to(_LOOPBACK)
    log_to_the_terminal()
    Server(create_app(config=config), host, port, config.threads).run()


def log_to_the_terminal() -> None:
    """The site's own lines, and no word from the logging itself when the disk is full."""
    logging.raiseExceptions = False
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    logger = logging.getLogger("hittastod")
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%d %H:%M"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


class QuietLogger(Logger):  # type: ignore[misc]
    """gunicorn's own messages without the visitor's address, path or values."""

    def access(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the app writes its own line."""

    def warning(self, msg: object, *args: Any, **kwargs: Any) -> None:
        if str(msg).startswith("Invalid request"):
            super().warning("Invalid request")
        else:
            super().warning(msg, *args, **kwargs)

    def exception(self, msg: object, *args: Any, **kwargs: Any) -> None:
        """Only which kind of fault it was."""
        kind = sys.exc_info()[0]
        super().error("Fault in the server: %s", kind.__name__ if kind else "-")


class KindWorker(ThreadWorker):  # type: ignore[misc]
    """Answers what is not even HTTP with our own page: the crisis lines and the way out are on it."""

    def handle(self, conn: Any) -> Any:
        """A client that stops in the middle of its request gives the thread back after a while."""
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _PATIENCE)
        return super().handle(conn)

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        self.log.warning("Invalid request")
        try:
            client.sendall(plain_answer(self.wsgi))
        except OSError:
            self.log.debug("the client had left")


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn, set up by us alone: no file, no environment and no command line of its own."""

    def __init__(self, app: Flask, host: str, port: int, threads: int) -> None:
        self.application = app
        self.address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.threads = threads
        super().__init__()

    def load_config(self) -> None:
        settings = {
            "bind": self.address,
            "workers": 2,
            "worker_class": KindWorker,
            "threads": self.threads,
            "preload_app": True,
            "logger_class": QuietLogger,
            "loglevel": "warning",
            "accesslog": None,
            "timeout": 30,
            "graceful_timeout": 5,
            "keepalive": 5,
            "limit_request_line": 2048,
            "limit_request_fields": 60,
            "worker_tmp_dir": str(_MEMORY) if _MEMORY.is_dir() else None,
            "control_socket_disable": True,
            "when_ready": self._say_address,
            "post_worker_init": self._watch,
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.application

    def _watch(self, _: Any) -> None:
        """Each worker looks after its own directory; its threads take turns often, so that /akut never waits."""
        sys.setswitchinterval(_TURN)
        self.application.extensions["hittastod"].watch()

    def _say_address(self, _: Any) -> None:
        print(f"Hitta stöd: http://{self.address}", flush=True)

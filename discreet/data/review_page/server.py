"""Serves samples to the one browser that knows the token, and takes what was marked in them.

Texts that nobody else may read are on this page, so other users, other pages in the same browser
and names that somebody points at this machine are kept out:

- the socket is bound to 127.0.0.1, and each path begins with 128 random bits;
- a request's Host must be this machine's address, whatever name led to it (DNS rebinding);
- what changes something must say that it comes from the page itself (Origin) and be JSON;
- nothing is kept by the browser, and the page loads nothing from elsewhere.
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from client.preparation.reviews import Reviewed
from client.preparation.sampling import Marks, Sample, reviewed
from discreet.data.review_page.page import Page
from privacy.desensitize.kinds import Kind
from privacy.desensitize.scoring import Label

ADDRESS = "127.0.0.1"
MAX_BODY_BYTES = 1 << 20
TIMEOUT = 30.0  # seconds that a connection may stay silent
_TOKEN_BYTES = 16

Summary = Mapping[str, Any]


class Session:
    """Samples in their order, each marked once. Safe between threads."""

    def __init__(
        self,
        samples: Sequence[Sample],
        keep: Callable[[Sample, Reviewed], None],
        summary: Callable[[], Summary],
    ) -> None:
        self._samples, self._keep, self._summary = samples, keep, summary
        self._lock = threading.Lock()
        self._at = 0
        self.failure: Exception | None = None  # why nothing more is kept

    @property
    def marked(self) -> int:
        """How many samples are marked."""
        return self._at

    def state(self) -> dict[str, Any]:
        """The sample that is to be marked now; where none is left, what was found."""
        with self._lock:
            return self._state()

    def mark(self, row: Any) -> dict[str, Any] | None:
        """Count the marks of the sample that is due, and tell the next state.

        None for another sample, as one counts once, and where `failure` says why nothing was kept.
        Raises ValueError for marks that no page makes.
        """
        number, marks = parse_marks(row)
        with self._lock:
            if number != self._at or self._at >= len(self._samples):
                return None
            sample = self._samples[self._at]
            counts = reviewed(sample, marks)
            try:
                self._keep(sample, counts)
                self._at += 1
                return self._state()
            except Exception as e:
                self.failure = e
                return None

    def _state(self) -> dict[str, Any]:
        state: dict[str, Any] = {"number": self._at, "total": len(self._samples)}
        if self._at >= len(self._samples):
            return state | {"summary": self._summary()}
        sample = self._samples[self._at]
        texts = [
            {"text": part.text, "findings": [[str(f.kind), f.start, f.end] for f in part.findings]}
            for part in sample.texts
        ]
        return state | {"texts": texts, "language": sample.language}

    def summary(self) -> dict[str, Any]:
        """What was found so far."""
        with self._lock:
            return {"number": self._at, "total": len(self._samples), "summary": self._summary()}


def parse_marks(row: Any) -> tuple[int, list[Marks]]:
    """What the page posts: `{"number": 0, "texts": [{"rejected": [2], "missed": [["person", 3,
    13]]}, …]}`, in code points. Raises ValueError, without a word of it."""
    try:
        if set(row) != {"number", "texts"} or type(row["number"]) is not int:
            raise ValueError
        marks = []
        for text in row["texts"]:
            if set(text) != {"rejected", "missed"}:
                raise ValueError
            numbers = [*text["rejected"], *(n for _, *span in text["missed"] for n in span)]
            if not all(type(number) is int for number in numbers):
                raise ValueError
            missed = tuple(Label(Kind(kind), start, end) for kind, start, end in text["missed"])
            marks.append(Marks(frozenset(text["rejected"]), missed))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ValueError("expected marks as the page makes them") from None
    return row["number"], marks


class Server(ThreadingHTTPServer):
    """One session at one address that nobody can guess."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, session: Session, page: Page, port: int = 0) -> None:
        super().__init__((ADDRESS, port), _Handler)
        self.session, self.page = session, page
        self.token = secrets.token_hex(_TOKEN_BYTES)
        self.hosts = frozenset(f"{name}:{self.server_port}" for name in (ADDRESS, "localhost"))
        self.origins = frozenset(f"http://{host}" for host in self.hosts)

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.server_port}/{self.token}/"

    def finish(self) -> None:
        """Serve no more, from a thread of its own: `shutdown` waits for the loop to end."""
        threading.Thread(target=self.shutdown, daemon=True).start()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a traceback may hold a text."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = TIMEOUT
    server_version, sys_version = "discreet", ""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a request's path has the token."""

    def do_GET(self) -> None:
        action = self._action()
        if action == "":
            self._send(HTTPStatus.OK, self.server.page.content, "text/html; charset=utf-8")
        elif action == "state":
            self._send_json(self.server.session.state())
        elif action is not None:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        action = self._action()
        if action is None:
            return
        if action not in ("marks", "finish"):
            self._refuse(HTTPStatus.NOT_FOUND)
        elif self.headers.get_all("Origin", []) not in [[o] for o in self.server.origins]:
            self._refuse(HTTPStatus.FORBIDDEN)
        elif (row := self._row()) is not None:
            self._change(action, row)

    def _change(self, action: str, row: Any) -> None:
        session = self.server.session
        if action == "finish":
            self._send_json(session.summary())
            self.server.finish()
            return
        try:
            state = session.mark(row)
        except ValueError:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        if session.failure is not None:
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR)
            self.server.finish()
        elif state is None:
            self._refuse(HTTPStatus.CONFLICT)
        else:
            self._send_json(state)

    def _action(self) -> str | None:
        """What the request asks for; None where it was refused.

        The same answer to a wrong Host and a wrong token: neither learns which it was.
        """
        hosts = self.headers.get_all("Host", [])
        first, _, rest = self.path.removeprefix("/").partition("/")
        known = hmac.compare_digest(first.encode("utf-8", "replace"), self.server.token.encode())
        if len(hosts) != 1 or hosts[0] not in self.server.hosts or not known:
            self._refuse(HTTPStatus.NOT_FOUND)
            return None
        return rest

    def _row(self) -> Any:
        """The posted JSON; None where it was refused."""
        length = self.headers.get("Content-Length", "")
        if self.headers.get("Transfer-Encoding") or not (length.isascii() and length.isdigit()):
            self._refuse(HTTPStatus.LENGTH_REQUIRED)
        elif len(length) > len(str(MAX_BODY_BYTES)) or int(length) > MAX_BODY_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        elif self.headers.get("Content-Type") != "application/json":
            self._refuse(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        else:
            try:
                row = json.loads(self.rfile.read(int(length)))
            except (ValueError, RecursionError):
                row = None
            if isinstance(row, dict):
                return row
            self._refuse(HTTPStatus.BAD_REQUEST)
        return None

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(status, f"{status.value}\n".encode(), "text/plain; charset=utf-8")

    def _send_json(self, row: Mapping[str, Any]) -> None:
        content = json.dumps(row, ensure_ascii=True, allow_nan=False).encode()
        self._send(HTTPStatus.OK, content, "application/json")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.close_connection = True
        self.send_response(status)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Content-Security-Policy": self.server.page.policy,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

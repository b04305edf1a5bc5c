"""`discreet data review`: labels, the page's server under attack, and the gate that it opens."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.records import write_rows

from client.errors import PolicyError
from client.policy import load as load_policy
from client.preparation import gate
from client.preparation.reviews import Reviewed
from client.preparation.reviews import load as load_reviews
from client.preparation.sampling import Sample, Text
from client.store import RecordStore
from discreet import keys
from discreet.data.review import _Place
from discreet.data.review_page.page import page
from discreet.data.review_page.server import MAX_BODY_BYTES, Server, Session
from discreet.data.review_page.texts import KINDS, TEXTS, texts
from privacy.desensitize.findings import Finding
from privacy.desensitize.kinds import Kind

MISSED = "qzxv qzxv"  # nothing that a detector knows
POLICY = "[desensitization]\nrecall_min = {{ {} }}\n"


def row(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"r{number}",
        "context": f"😀 Write to ann{number}@example.org or {MISSED}, about visit {number}.",
        "question": f"Who is ann{number}@example.org?",
        "is_impossible": True,
        "person_id": f"p{number}",
    } | changes


def label(number: int, *more: tuple[str, str]) -> dict[str, Any]:
    return {"id": f"r{number}", "personal": [["email", f"ann{number}@example.org"], *more]}


class Prepared:
    """A source, its store and its policy."""

    def __init__(self, command: Any, folder: Path, rows: list[dict[str, Any]]) -> None:
        self.command, self.folder = command, folder
        self.source = write_rows(folder / "source.jsonl", rows)
        self.store, self.policy = folder / "store", folder / "policy.toml"
        self.policy.write_text(POLICY.format("email = 0.5"), "utf-8")
        done = self("prepare", "--to", self.store, "--split", "train")
        assert done.code == 0, done

    def __call__(self, name: str, *arguments: object) -> Any:
        return self.command("data", name, self.source, "--policy", self.policy, *arguments)

    def review(self, rows: list[dict[str, Any]], *arguments: object) -> Any:
        """With these labels."""
        labels = write_rows(self.folder / "labels.jsonl", rows)
        return self("review", "--store", self.store, "--labels", labels, *arguments)

    def gate(self) -> str | None:
        """Why nothing may be trained; None if something may."""
        store, keyring = RecordStore(self.store, keys.keyring()), keys.keyring()
        rules, _ = load_policy(self.policy)
        provenance = store.splits("default")["train"].provenance
        try:
            gate.check(
                rules.desensitization,
                provenance,
                store=self.store,
                keyring=keyring,
                population="default",
            )
        except PolicyError as e:
            return str(e)
        return None


@pytest.fixture
def prepared(command: Any, tmp_path: Path) -> Prepared:
    return Prepared(command, tmp_path, [row(n) for n in range(12)])


def test_labels_open_and_close_the_gate(prepared: Prepared) -> None:
    assert "0 of 0" in str(prepared.gate())
    said = json.loads(prepared.review([label(n) for n in range(3)], "--json").out)
    assert said["reviewed"] == said["records"] == 3 and said["met"]
    found = said["scores"]["all"]["recall"]["email"]
    assert (found["hits"], found["total"], found["value"]) == (6, 6, 1.0)
    assert found["interval"] == pytest.approx([0.025 ** (1 / 6), 1.0])
    assert said["scores"]["en"] == said["scores"]["all"]
    assert prepared.gate() is None
    prepared.policy.write_text(POLICY.format("email = 0.5, all = 0.7"), "utf-8")
    assert "all: at least 0.7" in str(prepared.gate())
    done = prepared.review([label(n) for n in range(12)])
    assert done.code == 0 and "met" in done.out.splitlines()
    assert prepared.gate() is None
    # Others would be 3 hits of 6 in these.
    prepared.policy.write_text(POLICY.format("all = 0.95"), "utf-8")
    done = prepared.review([label(1)])
    assert "not met: all: at least 0.95" in done.out
    assert prepared.gate() is not None


def test_what_was_missed_lowers_recall_and_a_record_counts_once(prepared: Prepared) -> None:
    rows = [label(1, ("person", MISSED)), label(2)]
    said = json.loads(prepared.review(rows, "--json").out)
    recall, precision = (said["scores"]["all"][side] for side in ("recall", "precision"))
    assert (recall["person"]["hits"], recall["person"]["total"]) == (0, 1)
    assert (recall["all"]["hits"], recall["all"]["total"]) == (4, 5)
    assert precision["all"]["hits"] == precision["all"]["total"] == 4
    again = json.loads(prepared.review([label(1), label(2)], "--json").out)
    assert again["reviewed"] == 0 and again["scores"] == said["scores"]


def test_a_context_counts_once(command: Any, tmp_path: Path) -> None:
    rows = [row(n) for n in range(3)]
    rows.append(rows[1] | {"id": "r9", "question": "What is it that was asked there?"})
    prepared = Prepared(command, tmp_path, rows)
    done = prepared.review([label(1), label(1) | {"id": "r9"}, label(2)], "--json")
    assert json.loads(done.out)["reviewed"] == 2
    assert any("1 lines are about a context" in line for line in done.err)
    done = prepared.review([label(1) | {"id": "r9"}], "--json")
    assert json.loads(done.out)["reviewed"] == 0


def test_the_store_must_be_of_these_settings(prepared: Prepared) -> None:
    prepared.policy.write_text('[desensitization]\noperators = { email = "mask" }\n', "utf-8")
    done = prepared.review([label(1)])
    assert done.code == 2 and "prepared with other settings: prepare it again" in done.error
    prepared.policy.write_text('[desensitization]\nplaintext = "public"\n', "utf-8")
    assert prepared("prepare", "--to", prepared.store, "--split", "train").code == 0
    done = prepared.review([label(1)])
    assert done.code == 2 and "plain text" in done.error


def test_a_store_without_records_or_of_others(prepared: Prepared, tmp_path: Path) -> None:
    labels = write_rows(tmp_path / "labels.jsonl", [label(1)])
    done = prepared("review", "--store", tmp_path / "none", "--labels", labels)
    assert done.code == 2 and "expected a split 'train'" in done.error
    write_rows(prepared.source, [row(n) for n in range(50, 60)])
    done = prepared.review([label(51)])
    assert done.code == 2 and "found none of them" in done.error


BAD: dict[str, tuple[Any, int]] = {
    "unknown": (label(99), 2),
    "not there": ({"id": "r2", "personal": [["person", "Secret Name"]]}, 2),
    "kind": ({"id": "r2", "personal": [["secret", MISSED]]}, 2),
    "shape": ({"id": "r2", "personal": [["person"]]}, 2),
    "number": ({"id": 2, "personal": []}, 2),
    "text": ({"id": "r2", "personal": [["person", 7]]}, 2),
    "more": (label(2) | {"note": "secret"}, 2),
    "less": ({"id": "r2"}, 2),
    "list": (["r2"], 2),
    "twice": (label(1), 2),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_line_is_named_and_nothing_is_counted(prepared: Prepared, name: str) -> None:
    bad, number = BAD[name]
    done = prepared.review([label(1), bad, label(3)])
    assert done.code == 2 and f"line {number}: " in done.error, done
    assert not any("secret" in line.lower() for line in done.err)
    assert "0 of 0" in str(prepared.gate())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "found none"),
        (b"\xff\n", "line 1: "),
        (b'{"id": "secret"\n', "line 1: "),
        (b"[" * 100_000 + b"\n", "line 1: "),
        (b" " * (1 << 21), "line 1: expected at most"),
    ],
    ids=["empty", "encoding", "json", "deep", "long"],
)
def test_bad_files_of_labels(prepared: Prepared, content: bytes, words: str) -> None:
    labels = prepared.folder / "bad.jsonl"
    labels.write_bytes(content)
    done = prepared("review", "--store", prepared.store, "--labels", labels)
    assert done.code == 2 and words in done.error
    done = prepared("review", "--store", prepared.store, "--labels", prepared.folder / "no")
    assert done.code == 2 and "expected labels" in done.error


def test_a_damaged_review_is_said(prepared: Prepared) -> None:
    prepared.review([label(1)])
    (vault,) = (prepared.store / ".reviews").glob("*.vault")
    content = bytearray(vault.read_bytes())
    content[-1] ^= 1
    vault.write_bytes(content)
    done = prepared.review([label(2)])
    assert done.code not in (0, 1, 2) and vault.read_bytes() == content


def test_of_two_readers_of_one_record_the_first_counts(prepared: Prepared) -> None:
    prepared.review([label(1)])  # settings of the store, as the command finds them
    ring = keys.keyring()
    provenance = RecordStore(prepared.store, ring).splits("default")["train"].provenance
    assert provenance is not None
    place = _Place(prepared.store, ring, "default", provenance.settings)
    one, other = Reviewed("en", {Kind.DATE: (1, 1)}, {}), Reviewed("en", {}, {})
    assert place.keep({"n": one}) == 1
    assert place.keep({"n": other, "m": other}) == 1
    assert load_reviews(prepared.store, ring, "default", provenance).records["n"] == one


# ---- the page's server

TEXT = "😀 Mary Jones of Leeds"
SAMPLES = [
    Sample(
        f"n{number}",
        "en",
        Text(TEXT, (Finding(Kind.PERSON, 2, 12),)),
        Text("Where is 😀 she?", ()),
    )
    for number in range(2)
]
NOTHING: dict[str, Any] = {"rejected": [], "missed": []}


class Served:
    """A server in a thread, and what it kept."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, Reviewed]] = []
        self.session = Session(SAMPLES, self._keep, lambda: {"all": {}})
        self.server = Server(self.session, page("en"))
        self.host = f"127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()

    def _keep(self, sample: Sample, counts: Reviewed) -> None:
        self.kept.append((sample.name, counts))

    def ask(
        self,
        method: str,
        action: str,
        body: Any = None,
        *,
        token: str | None = None,
        **headers: str | None,
    ) -> tuple[int, bytes, Any]:
        """Headers by name, with None for one that is left out."""
        given: dict[str, str | None] = {"Host": self.host}
        content = None
        if method == "POST":
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            given |= {"Origin": f"http://{self.host}", "Content-Type": "application/json"}
            given["Content-Length"] = str(len(content))
        given |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=10)
        path = f"/{self.server.token if token is None else token}/{action}"
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in given.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(content)
        reply = connection.getresponse()
        done = reply.status, reply.read(), reply.headers
        connection.close()
        return done

    def mark(self, number: int, context: Any = NOTHING, question: Any = NOTHING) -> int:
        row = {"number": number, "texts": [context, question]}
        return self.ask("POST", "marks", row)[0]


@pytest.fixture
def served() -> Iterator[Served]:
    one = Served()
    yield one
    one.server.shutdown()
    one.server.server_close()
    one.thread.join(10)


def test_the_page_and_its_samples(served: Served) -> None:
    status, content, headers = served.ask("GET", "")
    assert status == 200 and b"<script>" in content and b"Mary" not in content
    assert headers["Cache-Control"] == "no-store"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    status, content, _ = served.ask("GET", "state")
    state = json.loads(content)
    assert status == 200 and (state["number"], state["total"]) == (0, 2)
    assert state["texts"][0] == {"text": TEXT, "findings": [["person", 2, 12]]}


def test_marks_count_in_code_points(served: Served) -> None:
    missed = {"rejected": [0], "missed": [["address", 16, 21]]}
    assert served.mark(0, missed, {"rejected": [], "missed": [["person", 11, 14]]}) == 200
    assert TEXT[16:21] == "Leeds"
    ((name, counts),) = served.kept
    assert name == "n0"
    assert counts.recall == {Kind.ADDRESS: (0, 1), Kind.PERSON: (0, 1)}
    assert counts.precision == {Kind.PERSON: (0, 1)}


def test_a_sample_counts_once_and_the_last_brings_the_result(served: Served) -> None:
    assert served.mark(1) == 409
    assert served.mark(0) == 200
    assert served.mark(0) == 409
    assert served.mark(1) == 200
    assert served.mark(1) == 409 and served.mark(2) == 409
    assert [name for name, _ in served.kept] == ["n0", "n1"]
    assert json.loads(served.ask("GET", "state")[1])["summary"] == {"all": {}}


def test_two_postings_at_once_count_once(served: Served) -> None:
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda: codes.append(served.mark(0)), daemon=True) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert sorted(codes) == [200] + [409] * 7 and len(served.kept) == 1


def test_finishing_ends_the_server(served: Served) -> None:
    assert served.mark(0) == 200
    assert served.ask("POST", "finish", {})[0] == 200
    served.thread.join(10)
    assert not served.thread.is_alive() and len(served.kept) == 1


@pytest.mark.parametrize("token", ["", "0" * 32, "ä", "..", "0" * 33, "0" * 5000])
def test_without_the_token_there_is_nothing(served: Served, token: str) -> None:
    for method, action in (("GET", ""), ("GET", "state"), ("POST", "marks"), ("POST", "finish")):
        row = {"number": 0, "texts": [NOTHING, NOTHING]}
        path = token.encode("utf-8").decode("latin-1") if token.isascii() else "%C3%A4"
        status, content, _ = served.ask(method, action, row, token=path)
        assert status == 404 and content == b"404\n"
    assert not served.kept and served.thread.is_alive()


@pytest.mark.parametrize(
    "host",
    [None, "", "evil.example", "127.0.0.1", "localhost:1", "evil.example:{port}",
     "127.0.0.1.evil.example:{port}", "127.0.0.1:{port}.evil.example", "127.0.0.1:{port}@evil",
     "LOCALHOST:{port}", "0.0.0.0:{port}", "[::1]:{port}"],
)  # fmt: skip
def test_a_name_that_leads_here_is_refused(served: Served, host: str | None) -> None:
    name = None if host is None else host.format(port=served.server.server_port)
    assert served.ask("GET", "state", Host=name)[:2] == (404, b"404\n")
    row = {"number": 0, "texts": [NOTHING, NOTHING]}
    assert served.ask("POST", "marks", row, Host=name)[0] == 404
    assert not served.kept


def test_localhost_is_this_machine(served: Served) -> None:
    name = f"localhost:{served.server.server_port}"
    row = {"number": 0, "texts": [NOTHING, NOTHING]}
    assert served.ask("GET", "state", Host=name)[0] == 200
    assert served.ask("POST", "marks", row, Host=name, Origin=f"http://{name}")[0] == 200


@pytest.mark.parametrize(
    "origin",
    [None, "", "null", "http://evil.example", "https://{host}", "http://127.0.0.1",
     "http://{host}/", "http://{host}.evil.example", "http://evil.example http://{host}"],
)  # fmt: skip
def test_another_page_changes_nothing(served: Served, origin: str | None) -> None:
    name = None if origin is None else origin.format(host=served.host)
    row = {"number": 0, "texts": [NOTHING, NOTHING]}
    assert served.ask("POST", "marks", row, Origin=name)[0] == 403
    assert served.ask("POST", "finish", {}, Origin=name)[0] == 403
    assert not served.kept and served.thread.is_alive()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Length": str(MAX_BODY_BYTES + 1)}, 413),
        ({"Content_Length": "9" * 5000}, 413),
        ({"Content_Length": "-1"}, 411),
        ({"Content_Length": "1_0"}, 411),
        ({"Content_Length": "²"}, 411),
        ({"Content_Length": None}, 411),
        ({"Transfer_Encoding": "chunked"}, 411),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": None}, 415),
    ],
)
def test_bodies_that_arent_taken(
    served: Served, headers: dict[str, str | None], status: int
) -> None:
    assert served.ask("POST", "marks", b"{}", **headers)[0] == status
    assert not served.kept


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b"null", b"[" * 200_000])
def test_bodies_that_are_no_marks(served: Served, body: bytes) -> None:
    assert served.ask("POST", "marks", body)[0] == 400
    assert served.mark(0) == 200


@pytest.mark.parametrize(
    "context",
    [
        {"rejected": [1], "missed": []},
        {"rejected": [-1], "missed": []},
        {"rejected": [False], "missed": []},
        {"rejected": [0.0], "missed": []},
        {"rejected": [[]], "missed": []},
        {"rejected": [], "missed": [["person", 0, 99]]},
        {"rejected": [], "missed": [["person", -3, 4]]},
        {"rejected": [], "missed": [["person", 4, 4]]},
        {"rejected": [], "missed": [["person", 8, 4]]},
        {"rejected": [], "missed": [["person", 4, 5.5]]},
        {"rejected": [], "missed": [["person", 4, 1e400]]},
        {"rejected": [], "missed": [["nobody", 4, 8]]},
        {"rejected": [], "missed": [["person", 4]]},
        {"rejected": [], "missed": [[]]},
        {"rejected": [], "missed": [["person", 2, 12], ["date", 11, 15]]},
        {"rejected": [], "missed": [["person", 0, 1]]},
        {"rejected": [], "missed": [], "more": 1},
        {"rejected": []},
        [],
        None,
    ],
)
def test_marks_that_no_page_makes(served: Served, context: Any) -> None:
    assert served.mark(0, context) == 400
    assert not served.kept
    assert served.ask("POST", "marks", {"number": "0", "texts": [NOTHING, NOTHING]})[0] == 400
    assert served.ask("POST", "marks", {"number": 0, "texts": [NOTHING]})[0] == 400
    assert served.ask("POST", "marks", {"number": 0, "texts": [NOTHING] * 3})[0] == 400
    assert served.mark(0) == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "CONNECT", "X"])
def test_other_methods_and_paths(served: Served, method: str) -> None:
    assert served.ask(method, "state")[0] == 501
    for action in ("marks", "finish", "state/", "../state", "state?x", "//", "page.js"):
        assert served.ask("GET", action)[0] == 404
    assert served.ask("POST", "state", {})[0] == 404
    assert not served.kept and served.thread.is_alive()


def test_a_silent_connection_holds_nobody_up(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.server.server_port), timeout=10):
        assert served.ask("GET", "state")[0] == 200


def another_token() -> str:
    other = Server(Session(SAMPLES, lambda sample, counts: None, dict), page("en"))
    other.server_close()
    return other.token


def test_the_socket_is_of_this_machine_alone(served: Served) -> None:
    assert served.server.server_address[0] == "127.0.0.1"
    assert len(served.server.token) == 32 and served.server.token != another_token()


def test_what_cant_be_kept_ends_the_review(served: Served) -> None:
    def fail(sample: Sample, counts: Reviewed) -> None:
        raise OSError("disk full")

    served.session._keep = fail
    assert served.mark(0) == 500
    served.thread.join(10)
    assert isinstance(served.session.failure, OSError) and served.session.marked == 0


def test_every_word_is_there_in_both_languages() -> None:
    assert set(KINDS) == set(Kind)
    for key, (english, chinese) in TEXTS.items():
        assert english.strip() and chinese.strip(), key
        assert english.count("{") == chinese.count("{"), key
    for language in ("en", "zh"):
        content = page(language).content.decode()
        assert "{{ " not in content
        assert texts(language)["lead"] in content
    with pytest.raises(ValueError, match="'en' or 'zh'"):
        texts("fr")  # type: ignore[arg-type]


# ---- the whole command


def answer(address: str, choose: Callable[[dict[str, Any]], Any]) -> None:
    """Mark every sample as `choose` says, as a browser would, and finish."""
    host, _, path = address.removeprefix("http://").partition("/")
    headers = {"Origin": f"http://{host}", "Content-Type": "application/json"}

    def ask(method: str, action: str, body: Any = None) -> dict[str, Any]:
        connection = http.client.HTTPConnection(host, timeout=10)
        content = None if body is None else json.dumps(body)
        connection.request(method, f"/{path}{action}", content, headers)
        found: dict[str, Any] = json.loads(connection.getresponse().read())
        connection.close()
        return found

    state = ask("GET", "state")
    while "summary" not in state:
        row = {"number": state["number"], "texts": [choose(text) for text in state["texts"]]}
        state = ask("POST", "marks", row)
    ask("POST", "finish", {})


def test_a_page_from_the_command_to_the_gate(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses: list[str] = []
    failures: list[BaseException] = []

    def missed(text: dict[str, Any]) -> dict[str, Any]:
        at = text["text"].find(MISSED)
        return NOTHING | ({"missed": [["person", at, at + len(MISSED)]]} if at >= 0 else {})

    def browse() -> None:
        try:
            end = time.monotonic() + 30
            while not addresses and time.monotonic() < end:
                time.sleep(0.01)
            answer(addresses[0], missed)
        except BaseException as e:
            failures.append(e)

    def noted(line: str) -> None:
        addresses.extend([line] if line.startswith("http://") else [])

    monkeypatch.setattr("discreet.data.review.note", noted)
    browser = threading.Thread(target=browse, daemon=True)
    browser.start()
    done = prepared("review", "--store", prepared.store, "--sample", 5, "--json")
    browser.join(30)
    assert not failures
    said = json.loads(done.out)
    assert said["reviewed"] == said["records"] == 5
    recall = said["scores"]["all"]["recall"]
    assert (recall["email"]["hits"], recall["email"]["total"]) == (10, 10)
    assert (recall["person"]["hits"], recall["person"]["total"]) == (0, 5)
    assert prepared.gate() is None
    # Nothing that was read is read again.
    addresses.clear()
    browser = threading.Thread(target=browse, daemon=True)
    browser.start()
    said = json.loads(prepared("review", "--store", prepared.store, "--json").out)
    browser.join(30)
    assert not failures
    assert (said["reviewed"], said["records"]) == (7, 12)
    said = json.loads(prepared("review", "--store", prepared.store, "--json").out)
    assert (said["reviewed"], said["records"]) == (0, 12)

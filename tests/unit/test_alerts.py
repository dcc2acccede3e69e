"""Alerts: of a run that failed; by mail to a real server on loopback, and what becomes of them without one."""

import datetime
import socketserver
import threading
from email import message_from_bytes

import dagster as dg
import pytest

from assets.alerts import run_failed
from pipeline.nights import Alert, earlier_alerts, tell
from pipeline.settings import settings

ALERT = Alert(
    datetime.datetime(2026, 3, 3, 2, tzinfo=datetime.UTC),
    "nightly\r\nBcc: all@wire.example",
    "claims: no room on the disk",
)


class Letterbox(socketserver.StreamRequestHandler):
    """As much of an SMTP server as taking a mail takes."""

    letters: list[bytes] = []

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        for line in self.rfile:
            word = line.split()[0].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 good\r\n")
            if word == b"QUIT":
                return


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STATUSQUO_HOME", str(tmp_path))
    monkeypatch.setenv("STATUSQUO_MAIL_TO", "desk@wire.example")
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def test_an_alert_is_mailed_with_one_title_and_its_detail(home, monkeypatch):
    Letterbox.letters = []
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Letterbox) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        monkeypatch.setenv("STATUSQUO_MAIL_HOST", f"127.0.0.1:{server.server_address[1]}")
        settings.cache_clear()
        tell(ALERT)
        server.shutdown()
    (letter,) = map(message_from_bytes, Letterbox.letters)
    assert (letter["To"], letter["Bcc"]) == ("desk@wire.example", None)
    assert letter["Subject"] == "Statusquo: nightly Bcc: all@wire.example"
    assert letter.get_payload().strip() == ALERT.detail


def test_a_mail_server_that_is_gone_takes_no_alert_with_it(home, monkeypatch, caplog):
    with socketserver.TCPServer(("127.0.0.1", 0), Letterbox) as server:
        port = server.server_address[1]
    monkeypatch.setenv("STATUSQUO_MAIL_HOST", f"127.0.0.1:{port}")
    settings.cache_clear()
    tell(ALERT)
    assert "could not be mailed" in caplog.text
    assert [alert.detail for alert in earlier_alerts()] == [ALERT.detail]


def test_a_run_that_fails_is_told_with_the_error_of_the_step_that_failed(home, monkeypatch):
    @dg.op
    def claims():
        raise OSError("no room on the disk")

    @dg.job
    def nightly():
        claims()

    monkeypatch.delenv("STATUSQUO_MAIL_TO")
    settings.cache_clear()
    with dg.DagsterInstance.ephemeral() as instance:
        result = nightly.execute_in_process(
            instance=instance, raise_on_error=False, tags={"dagster/partition": "2026-03-02"}
        )
        context = dg.build_run_status_sensor_context(
            "run_failed", result.get_run_failure_event(), instance, result.dagster_run
        )
        run_failed(context.for_run_failure())
    (alert,) = earlier_alerts()
    assert alert.title == "nightly 2026-03-02 failed"
    assert alert.detail.startswith("claims: OSError: no room on the disk")
    assert alert.detail.endswith(f"(run {result.run_id})")

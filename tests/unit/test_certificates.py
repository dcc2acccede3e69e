"""Certificates: a host is believed as long as its certificate bears its name."""

import http.server
import shutil
import ssl
import subprocess
import threading

import httpx2
import pytest

from pipeline.ingest.refusals import Refusal
from pipeline.ingest.sources.fetching import Fetcher
from pipeline.settings import settings


def openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def issued(folder, name):
    """A certificate for a host by the authority of the folder, with its key."""
    path = folder / f"{name}.pem"
    request, certificate = folder / f"{name}.csr", folder / f"{name}.crt"
    openssl(
        *("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", path, "-out", request)
    )
    names = folder / f"{name}.names"
    names.write_text(f"subjectAltName=DNS:{name}")
    authority = ("-CA", folder / "authority.crt", "-CAkey", folder / "authority.key", "-CAcreateserial")
    openssl("x509", "-req", "-in", request, *authority, "-days", 30, "-extfile", names, "-out", certificate)
    path.write_text(path.read_text() + certificate.read_text())
    return path


@pytest.mark.skipif(shutil.which("openssl") is None, reason="certificates are made with openssl")
def test_a_feed_whose_certificate_changes_its_name_is_unreachable(tmp_path, monkeypatch):
    monkeypatch.setenv("STATUSQUO_ADMIT_LOOPBACK", "true")
    settings.cache_clear()
    root = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Synthetic authority", "-days", 30)
    openssl(*root, "-keyout", tmp_path / "authority.key", "-out", tmp_path / "authority.crt")

    class Feed(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200 if self.path == "/feed" else 404)
            self.end_headers()
            self.wfile.write(b"a feed")

        def log_message(self, *arguments):
            return

    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(issued(tmp_path, "localhost"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    server.socket = serving.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    url = f"https://localhost:{server.server_port}/feed"
    trusting = ssl.create_default_context(cafile=str(tmp_path / "authority.crt"))
    try:
        with Fetcher(lambda seconds: None, client=httpx2.Client(trust_env=False, verify=trusting)) as fetcher:
            assert fetcher.get(url).content == b"a feed"
            serving.load_cert_chain(issued(tmp_path, "elsewhere.example"))
            with pytest.raises(Refusal, match="certificate") as refused:
                fetcher.get(url)
        assert refused.value.reason == "unreachable"
        with Fetcher(lambda seconds: None) as stranger, pytest.raises(Refusal, match="certificate"):
            stranger.get(url)
    finally:
        server.shutdown()
        server.server_close()
        settings.cache_clear()

"""Dagster's interface as people start it: a day is materialised through it, and all checks show."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(__file__).parents[1] / "data" / "briefs" / "2025-03-02"
STATUSQUO = [sys.executable, "-c", "from statusquo.cli import main; main()"]
DAY = "2025-03-02"
MAX_WAIT = 300
ENDED = {"SUCCESS", "FAILURE", "CANCELED"}
SELECTOR = {"repositoryName": "__repository__", "repositoryLocationName": "assets.definitions"}

LAUNCH = """
mutation Launch($params: ExecutionParams!) {
  launchRun(executionParams: $params) {
    __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message }
  }
}"""
UNDER_WAY = """
query { runsOrError(filter: {statuses: [QUEUED, NOT_STARTED, STARTING, STARTED]}) {
    ... on Runs { results { runId } } } }
"""
RUNS = "query { runsOrError { ... on Runs { results { status } } } }"
STATUS = "query Status($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"
ASSETS = """
query Assets {
  assetNodes {
    assetKey { path } description groupName owners { ... on TeamAssetOwner { team } } kinds
    assetMaterializations(limit: 1) { metadataEntries { label } }
    assetChecksOrError { ... on AssetChecks { checks {
      name blocking executionForLatestMaterialization { status evaluation { success severity } }
    } } }
  }
}"""
INSTIGATORS = """
query Instigators($selector: RepositorySelector!) {
  repositoryOrError(repositorySelector: $selector) { ... on Repository {
    jobs { name } sensors { name sensorState { status } }
    schedules { name cronSchedule executionTimezone scheduleState { status } }
  } }
}"""


class Interface:
    """A running `statusquo ui`, asked in GraphQL."""

    def __init__(self, port: int, process: subprocess.Popen, log: Path):
        self.address, self.process, self.log = f"http://127.0.0.1:{port}/graphql", process, log

    def ask(self, query: str, **variables: Any) -> dict:
        body = json.dumps({"query": query, "variables": variables}).encode()
        request = urllib.request.Request(self.address, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as response:
            answer = json.load(response)
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def wait(self, ready: Callable[[], Any]) -> Any:
        """What `ready` gives once it is true; fails after MAX_WAIT seconds or when the interface has
        ended."""
        end = time.monotonic() + MAX_WAIT
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()[-3000:]
            try:
                found = ready()
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                found = None
            if found:
                return found
            time.sleep(0.5)
        pytest.fail(f"waited {MAX_WAIT} s in vain: {self.log.read_text()[-3000:]}")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def interface(tmp_path_factory) -> Iterator[Interface]:
    """`statusquo ui` on a free port of the loopback address, in a session of its own that is ended
    afterwards."""
    home = tmp_path_factory.mktemp("home")
    environment = os.environ | {"STATUSQUO_HOME": str(home), "DAGSTER_HOME": ""}
    subprocess.run(
        [*STATUSQUO, "ingest", str(CORPUS), "--date", DAY],
        env=environment,
        check=True,
        capture_output=True,
        timeout=MAX_WAIT,
    )
    port, log = free_port(), home / "ui.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*STATUSQUO, "ui", "--port", str(port)],
            env=environment,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Interface(port, process, log)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(30)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


@pytest.fixture(scope="module")
def materialised(interface) -> list[dict]:
    """The assets after the job `nightly` has run for a day.

    First the run ends that the sensor of the inbox asks for, of the day that was landed: of two runs of a day Dagster
    shows the checks of the one that was asked for later, so neither may overtake the other in the queue.
    """

    def of_the_sensor() -> list[str]:
        states = [run["status"] for run in interface.ask(RUNS)["runsOrError"]["results"]]
        return states if set(states) <= ENDED else []

    interface.wait(lambda: interface.ask(INSTIGATORS, selector=SELECTOR)["repositoryOrError"])
    assert interface.wait(of_the_sensor) == ["SUCCESS"], interface.log.read_text()[-3000:]
    params = {
        "selector": SELECTOR | {"jobName": "nightly"},
        "mode": "default",
        "runConfigData": {},
        "executionMetadata": {"tags": [{"key": "dagster/partition", "value": DAY}]},
    }
    launched = interface.ask(LAUNCH, params=params)["launchRun"]
    assert launched["__typename"] == "LaunchRunSuccess", launched
    run = launched["run"]["runId"]

    def ended() -> str | None:
        status = interface.ask(STATUS, id=run)["runOrError"]["status"]
        return status if status in ENDED else None

    def settled() -> list[dict]:
        """The assets as no run that is under way leaves them half made: the sensor of the inbox may ask for one of
        the same day at any moment."""
        found = interface.ask(ASSETS)["assetNodes"]
        return [] if interface.ask(UNDER_WAY)["runsOrError"]["results"] else found

    assert interface.wait(ended) == "SUCCESS", interface.log.read_text()[-3000:]
    return interface.wait(settled)


def test_schedule_and_sensor_are_on(interface, materialised):
    found = interface.ask(INSTIGATORS, selector=SELECTOR)["repositoryOrError"]
    assert {"nightly", "rebuild"} <= {job["name"] for job in found["jobs"]}
    nightly = next(one for one in found["schedules"] if one["cronSchedule"] == "0 2 * * *")
    assert nightly["executionTimezone"] == "UTC"
    assert {one["scheduleState"]["status"] for one in found["schedules"]} == {"RUNNING"}
    assert {one["sensorState"]["status"] for one in found["sensors"]} == {"RUNNING"}


# Made by the night alone: what the sources brought, and what the night tells of it.
OF_THE_NIGHT = {"source", "sources", "summary"}


def test_every_asset_is_materialised_and_described(materialised):
    assert len(materialised) > 20
    for asset in materialised:
        name = "/".join(asset["assetKey"]["path"])
        if asset["assetKey"]["path"][-1] in OF_THE_NIGHT:
            continue
        assert asset["description"] and asset["groupName"] and asset["owners"] and asset["kinds"], name
        labels = {
            entry["label"]
            for materialisation in asset["assetMaterializations"]
            for entry in materialisation["metadataEntries"]
        }
        assert "dagster/row_count" in labels, name


def test_every_check_shows_and_has_run(materialised):
    checks = {
        (asset["assetKey"]["path"][-1], check["name"]): check
        for asset in materialised
        if asset["assetKey"]["path"][-1] not in OF_THE_NIGHT
        for check in asset["assetChecksOrError"].get("checks", ())
    }
    assert {("claims", name) for name in ("schema", "key", "references", "spans", "refused")} <= set(checks)
    for name, check in checks.items():
        assert check["executionForLatestMaterialization"]["status"] == "SUCCEEDED", name
        assert check["blocking"] == (name[1] != "refused" and name[0] != "warehouse"), name

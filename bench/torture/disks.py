"""Disks that are full: files that may not grow beyond a size, and a small file system of its own."""

import json
import os
import resource
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from bench.torture.homes import Bench, Outcome, call, differences, environment, published
from pipeline.settings import ROOT

LIMITS = (20_000, 200_000, 1_000_000, 3_000_000)
# Free megabytes, beside what the home has.
FREE = (0, 1, 2, 3, 5, 8, 12)
ENOUGH = 500


def told_once(code: int, errors: str) -> list[str]:
    """The fault of a command that had no room, where it is not one line and exit code 1."""
    lines = [line for line in errors.splitlines() if line.startswith("Error")]
    others = [one for one in ("Traceback", "Exception") if one in errors]
    if code == 1 and len(lines) == 1 and "disk is full" in lines[0] and not others:
        return []
    return [f"exit code {code}, {errors[-150:]!r}"]


def limited_files(bench: Bench, number: int) -> Outcome:
    """Runs that may write files of some size only: one line, exit code 1, the published file as it was;
    without the limit all is there."""
    home, faults = bench.waiting(), []
    before, after = published(home), published(bench.night())
    for turn in range(number):
        limit = LIMITS[turn % len(LIMITS)]
        done = subprocess.run(
            [sys.executable, "-c", "from statusquo.cli import main; main()", "run"],
            env=environment(home),
            capture_output=True,
            text=True,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
        )
        faults += [f"limit {limit}: {fault}" for fault in told_once(done.returncode, done.stderr)]
        faults += differences(before, published(home), "published tables")
    call(home, "run")
    faults += differences(after, published(home), "published tables after it")
    shutil.rmtree(home)
    return Outcome(number, faults)


def namespaces() -> bool:
    """Whether a file system of its own can be mounted without the rights of the administrator."""
    if not shutil.which("unshare"):
        return False
    command = ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(command, capture_output=True).returncode == 0


def full(bench: Bench, number: int) -> Outcome:
    """Runs on a file system with little room: one line or all done, the published file the old or the new
    one; with more room all is there. Where no file system can be mounted nothing is tried."""
    if not namespaces():
        return Outcome(0, [], "no file system can be mounted here")
    home, faults = bench.waiting(), []
    short = 0
    place = bench.home()
    for turn in range(number):
        free = FREE[turn % len(FREE)]
        command = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-m", __name__]
        done = subprocess.run(
            [*command, str(home), str(place), str(free)],
            cwd=ROOT,
            env=environment(place),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            faults.append(f"{free} MB free: {done.stderr[-300:]}")
            continue
        told = json.loads(done.stdout.splitlines()[-1])
        found = [] if told["code"] == 0 else told_once(told["code"], told["errors"])
        short += told["code"] != 0
        allowed = [published(bench.whole()), published(bench.night())][: 2 if told["code"] == 0 else 1]
        if told["short"] not in allowed:
            found.append("the published tables are not those from before")
        found += differences(published(bench.night()), told["after"], "published tables after it")
        faults += [f"{free} MB free: {fault}" for fault in found]
    shutil.rmtree(home)
    return Outcome(number, faults, f"{short} times too little room")


def on_a_small_disk(home: Path, place: Path, free: int) -> None:
    """Copy a home onto a file system with so many megabytes more than it has, run there, then with more room;
    print what came of it."""
    used = sum(path.stat().st_blocks * 512 for path in home.rglob("*") if path.is_file())
    size = used // 1024 + free * 1024
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size + 512}k", "tmpfs", str(place)], check=True)
    shutil.copytree(home, place, symlinks=True, dirs_exist_ok=True)
    first = call(place, "run", check=False, more={"TMPDIR": str(place)})
    found = published(place)
    remount = f"remount,size={size + ENOUGH * 1024}k"
    subprocess.run(["mount", "-o", remount, "tmpfs", str(place)], check=True)
    call(place, "run")
    told = {
        "code": first.returncode,
        "errors": first.stderr,
        "short": found,
        "after": published(place),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    os.umask(0o22)
    on_a_small_disk(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))

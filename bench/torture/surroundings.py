"""Everything that surrounds a run and must not matter: hash seeds, threads, locales, time zones, orders,
umasks."""

import shutil

from bench.torture.homes import DAY, Bench, Outcome, differences, published

VARIANTS: dict[str, dict[str, str]] = {
    "hash seed": {"PYTHONHASHSEED": "77"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "threads": {"OMP_NUM_THREADS": "1", "POLARS_MAX_THREADS": "1"},
    "order of input": {"TORTURE_ORDER": "backwards"},
    "umask": {"TORTURE_UMASK": "77"},
    "another hash seed, threads, time zone": {
        "PYTHONHASHSEED": "4242",
        "OMP_NUM_THREADS": "4",
        "POLARS_MAX_THREADS": "7",
        "TZ": "Pacific/Niue",
    },
}


def surroundings(bench: Bench, number: int) -> Outcome:
    """Made again under other hash seeds, time zones, locales, threads, orders, umasks: not a row is
    another."""
    expected, faults = published(bench.whole()), []
    chosen = list(VARIANTS.items())[:number]
    for name, more in chosen:
        paths = bench.corpus[:: -1 if "TORTURE_ORDER" in more else 1]
        home = bench.made(f"varied {name}", (DAY, paths), more=more)
        faults += differences(expected, published(home), name)
        shutil.rmtree(home)
    return Outcome(len(chosen), faults, ", ".join(name for name, _ in chosen))

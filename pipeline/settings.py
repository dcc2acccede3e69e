"""Settings, from the environment (STATUSQUO_...), with their defaults."""

import functools
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.errors import StatusquoError

ROOT = Path(__file__).resolve().parents[1]
# In a checkout seeds and SQL lie beside the code; a wheel carries them within the package.
IN_CHECKOUT = (ROOT / "seeds").is_dir()
DATA = ROOT if IN_CHECKOUT else ROOT / "statusquo" / "data"
HOME = ROOT / "warehouse" if IN_CHECKOUT else Path("warehouse").absolute()


class Settings(BaseSettings):
    """All that can be set. Each field is the environment variable STATUSQUO_ + its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="STATUSQUO_", env_ignore_empty=True, extra="ignore")

    home: Path = Field(
        HOME,
        description="Folder of everything that a run builds: that of the checkout; for an installed wheel, "
        "one below the current folder.",
    )
    seeds: Path = Field(DATA / "seeds", description="Folder of reference data and lexicons.")
    sql: Path = Field(DATA / "warehouse", description="Folder of marts/, macros/ and queries/.")
    max_original_bytes: int = Field(20_000_000, gt=0, description="Larger files are refused as oversized.")
    max_text_chars: int = Field(
        200_000, gt=0, description="Briefs with longer texts are refused as oversized."
    )
    partition_briefs: int = Field(
        10_000, gt=0, description="A day on which more briefs come in is cut into partitions of as many."
    )
    fast_blas: bool = Field(
        True, description="Let the language model use numpy's BLAS: the same parse in less time."
    )
    batch_size: int = Field(32, gt=0, description="How many briefs the language model parses at once.")
    encoder: bool = Field(
        True, description="Let the small transformer that comes with the packages help the rules to read."
    )
    learned_attributions: bool = Field(
        True, description="Let the trained model find attributions that no rule finds."
    )
    learned_threshold: float = Field(
        0.0, description="Log-odds from which a word that the model finds counts as a cue."
    )
    learned_claims: bool = Field(
        True, description="Let the trained reader of pairs help to decide claims; needs the encoder."
    )
    claims_threshold: float = Field(
        0.7, ge=0, le=1, description="A claim less likely to be read rightly is doubtful and enters no mart."
    )
    doubtful_threshold: float = Field(
        0.1, ge=0, le=1, description="A claim less likely than this is not kept at all."
    )
    admit_loopback: bool = Field(
        False, description="Let sources fetch from this machine (127.0.0.1), as tests do."
    )
    contact: str | None = Field(
        None, description="Address or page that servers are told of in the user agent, for their questions."
    )
    fetch_delay: float = Field(1.0, ge=0, description="Seconds between two requests to one host.")
    fetch_seconds: float = Field(120.0, gt=0, description="How long one answer may take to come in.")
    fetch_patience: float = Field(
        60.0,
        ge=0,
        description="How many seconds a server may ask to wait before another try in the same night.",
    )
    time_zone: str = Field(
        "UTC", description="Time zone of the nightly schedule (02:00), as 'Europe/Vienna'."
    )
    night_hours: float = Field(
        26.0, gt=0, description="Hours after the last good night from which a night is late."
    )
    mail_to: str | None = Field(
        None, description="Who gets a mail when a night failed or is late; nobody if not set."
    )
    mail_from: str = Field("statusquo@localhost", description="Sender of these mails.")
    mail_host: str = Field("localhost:25", description="Mail server that takes them, host:port.")
    gold: Path | None = Field(
        None, description="File or folder of annotated briefs that a run scores the reading against."
    )
    refused_ceiling: float = Field(
        0.2, ge=0, le=1, description="A run that cannot read a greater share of a day's briefs fails."
    )
    brief_seconds: float = Field(
        60.0,
        gt=0,
        description="A brief whose reading takes more processor time is refused, a stage at a time.",
    )
    publish_floor: float = Field(
        0.8, ge=0, le=1, description="A mart that keeps a smaller share of its rows is not published."
    )

    @property
    def published(self) -> Path:
        """The DuckDB file that analysts open."""
        return self.home / "statusquo.duckdb"

    @property
    def landing(self) -> Path:
        """Originals, by content hash."""
        return self.home / "landing"

    @property
    def lake(self) -> Path:
        """Stage tables as Parquet files."""
        return self.home / "lake"

    @property
    def inbox(self) -> Path:
        """The drop folder that the sensor watches."""
        return self.home / "inbox"


@functools.cache
def settings() -> Settings:
    """The settings of this process, read once. Raises StatusquoError where a variable has no value of its
    type, or the home is a file."""
    try:
        found = Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"STATUSQUO_{'_'.join(map(str, first['loc']))}".upper()
        raise StatusquoError(
            f"{name}: {first['input']!r} will not do: {first['msg'].lower()}; docs/settings.md lists all "
            f"settings"
        ) from error
    if found.home.is_file():
        raise StatusquoError(f"{found.home} is a file; set STATUSQUO_HOME to a folder")
    return found


def settings_page() -> str:
    """docs/settings.md: every setting with its type, default and meaning."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default.relative_to(ROOT) if isinstance(field.default, Path) else field.default
        kind = getattr(field.annotation, "__name__", str(field.annotation))
        rows.append(f"| `STATUSQUO_{name.upper()}` | {kind} | `{default}` | {field.description} |")
    head = [
        "# Settings",
        "",
        "Environment variables; `statusquo docs` writes this page.",
        "",
        "| variable | type | default | meaning |",
        "| --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows, ""])

"""Settings, from the environment (STATUSQUO_...), with their defaults."""

import functools
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """All that can be set. Each field is the environment variable STATUSQUO_ + its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="STATUSQUO_", extra="ignore")

    home: Path = Field(ROOT / "warehouse", description="Folder of everything that a run builds.")
    seeds: Path = Field(ROOT / "seeds", description="Folder of reference data and lexicons.")
    sql: Path = Field(ROOT / "warehouse", description="Folder of marts/, macros/ and queries/.")
    max_original_bytes: int = Field(20_000_000, gt=0, description="Larger files are refused as oversized.")
    max_text_chars: int = Field(200_000, gt=0, description="Briefs with longer texts are refused as oversized.")
    fast_blas: bool = Field(True, description="Let the language model use numpy's BLAS: the same parse in less time.")
    batch_size: int = Field(32, gt=0, description="How many briefs the language model parses at once.")
    learned_attributions: bool = Field(True, description="Let the trained model find attributions that no rule finds.")
    learned_threshold: float = Field(3.0, description="Log-odds from which a word that the model finds counts as a cue.")
    gold: Path | None = Field(None, description="File or folder of annotated briefs that a run scores the reading against.")
    publish_floor: float = Field(0.8, ge=0, le=1, description="A mart that keeps a smaller share of its rows is not published.")

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
    """The settings of this process, read once."""
    return Settings()

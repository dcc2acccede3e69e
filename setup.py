"""What pyproject.toml cannot say: a wheel carries the seeds and the SQL within the package."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

DATA = ("seeds", *(f"warehouse/{name}" for name in ("macros", "marts", "queries", "views")))


class WithData(build_py):
    """Builds the packages; for a wheel also copies the data to where pipeline.settings looks for them."""

    def run(self) -> None:
        """Build as usual, then copy the data."""
        super().run()
        if not self.editable_mode:
            for name in DATA:
                shutil.copytree(name, Path(self.build_lib, "statusquo", "data", name), dirs_exist_ok=True)


setup(cmdclass={"build_py": WithData})

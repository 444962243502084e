"""Compiles the bundled tables when the package is built, so that the first answer need not wait for them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTables(BuildHookInterface):
    """Writes src/allonym/data/compiled/, which git does not keep, and has it packed into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile before files are collected; a source distribution holds only the tables."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from allonym.gazetteer import compile_bundled  # noqa: PLC0415  (it is on the path only now)

        compile_bundled()
        build_data["artifacts"].append("src/allonym/data/compiled/**")

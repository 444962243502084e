"""What is made when the package is built, and not kept in git: the compiled core and the compiled tables?

The core is every `src/allonym/**/_*.c`, each one extension module beside its pure-Python twin, which answers the same
(docs/decisions/0008-a-compiled-core-beside-pure-python.md). Where a module answers several questions, its source holds
what Python asks, and the folder `core/` beside it a file for each question: `_compare.c` and `core/compare/*.c`. The
environment variable ALLONYM_CORE, read here alone and never at run time, says what to do:

    auto       compile; where that fails, go on without the core and say so (this holds where the variable is not set)
    require    compile; where that fails, the build fails
    none       make a wheel of Python alone, for every platform

`python hatch_build.py` compiles the core in place, for working with PYTHONPATH=src; it needs setuptools and a compiler.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ModuleNotFoundError:
    # Compiling in place needs no hatchling; a build always has it.
    if __name__ != "__main__":
        raise
    BuildHookInterface = object

SETTING = "ALLONYM_CORE"
AUTO, REQUIRE, NONE = "auto", "require", "none"
# No fused multiply-add, nor any other arithmetic of which the pure-Python twin knows nothing.
# What files of one module share is no other module's.
FLAGS = {
    "msvc": ["/O2", "/fp:precise"],
    "unix": ["-O3", "-ffp-contract=off", "-fno-strict-aliasing", "-fvisibility=hidden"],
}


class CoreFailed(Exception):
    """The core could not be compiled; the message says why."""


class BuildPackage(BuildHookInterface):
    """Compiles the core and the bundled tables, and has both packed into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Compile before files are collected; a source distribution holds only what is written by hand."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        if modules := self._core(root):
            build_data["artifacts"] += [module.relative_to(root).as_posix() for module in modules]
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
        sys.path.insert(0, str(root / "src"))
        from allonym.gazetteer import compile_bundled  # noqa: PLC0415  (it is on the path only now)
        from allonym.letters import compile_letters  # noqa: PLC0415
        from allonym.reading import orthographies  # noqa: PLC0415

        orthographies().compile()
        compile_letters()
        compile_bundled()
        build_data["artifacts"].append("src/allonym/data/compiled/**")

    def _core(self, root: Path) -> list[Path]:
        setting = os.environ.get(SETTING, AUTO)
        if setting not in (AUTO, REQUIRE, NONE):
            raise ValueError(f"{SETTING}={setting!r}: expected {AUTO}, {REQUIRE} or {NONE}")
        if setting == NONE:
            return []
        try:
            return compile_core(root)
        except CoreFailed as failed:
            if setting == REQUIRE:
                raise
            self.app.display_warning(f"allonym is built without its compiled core: {failed}")
            return []


def compile_core(root: Path) -> list[Path]:
    """Compile each source of the core into a module beside it; raises CoreFailed before any module is replaced."""
    sources = sorted((root / "src").rglob("_*.c"))
    with TemporaryDirectory() as folder:
        built = [_compile(source, Path(folder)) for source in sources]
        made = []
        for source, module in zip(sources, built, strict=True):
            # A new file under the old name: a running process keeps the file that it has mapped.
            fresh = source.with_name(f".{module.name}.{os.getpid()}")
            fresh.write_bytes(module.read_bytes())
            made.append(fresh.replace(source.with_name(module.name)))
    return made


def _compile(source: Path, folder: Path) -> Path:
    """Compile one source, and what stands beside it for it, into an extension module in a folder; gives its path."""
    try:
        from setuptools import Distribution, Extension  # noqa: PLC0415  (only who compiles needs it)
        from setuptools.command.build_ext import build_ext  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        raise CoreFailed(f"{missing}; install setuptools") from missing
    # The module can tell which source it was made of, so that a test sees a stale one.
    mark = ("ALLONYM_SOURCE", f'"{source_mark(source)}"')
    names = [part.relative_to(source.parent).as_posix() for part in parts_of(source) if part.suffix == ".c"]
    command = build_ext(Distribution({"ext_modules": [Extension(source.stem, names, define_macros=[mark])]}))
    command.build_lib = command.build_temp = str(folder)
    here = Path.cwd()
    os.chdir(source.parent)
    try:
        command.ensure_finalized()
        for extension in command.extensions:
            extension.extra_compile_args = FLAGS["msvc" if os.name == "nt" else "unix"]
        command.run()
    except Exception as error:
        # Compilers, linkers and their absence raise exceptions of many kinds.
        raise CoreFailed(f"{source.name}: {type(error).__name__}: {error}") from error
    finally:
        os.chdir(here)
    return folder / (source.stem + sysconfig.get_config_var("EXT_SUFFIX"))


def parts_of(source: Path) -> list[Path]:
    """Give all files that a module is made of, its source first."""
    return [source, *sorted((source.parent / "core" / source.stem.lstrip("_")).glob("*.[ch]"))]


def source_mark(source: Path) -> str:
    """Give a hash that tells one source text of a module from another."""
    texts = [part.read_bytes().replace(b"\r\n", b"\n") for part in parts_of(source)]
    return blake2b(b"".join(texts), digest_size=8).hexdigest()


if __name__ == "__main__":
    for path in compile_core(Path(__file__).parent):
        print(path)  # noqa: T201

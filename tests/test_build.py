"""Is the compiled core built where it can be, and the package without it where it cannot?"""

import os
import subprocess
import sys
import sysconfig
from types import SimpleNamespace

import pytest

pytest.importorskip("setuptools")


@pytest.fixture(scope="module")
def build(root):
    """The build hook as a module; hatchling, which only a build has, is replaced where it is missing."""
    text = (root / "hatch_build.py").read_text(encoding="utf-8")
    module = {"__name__": "__main__", "__file__": os.devnull}
    # The last lines compile; all before them only defines.
    exec(compile(text.partition("\nif __name__")[0], "hatch_build.py", "exec"), module)  # noqa: S102
    return SimpleNamespace(**module)


@pytest.fixture
def project(tmp_path):
    """A project with one source that compiles, and a hook's own part."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src/_one.c").write_text(
        "#include <Python.h>\n"
        'static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, .m_name = "_one", .m_size = -1};\n'
        "PyMODINIT_FUNC PyInit__one(void) { return PyModule_Create(&definition); }\n",
        encoding="utf-8",
    )
    return tmp_path


def hook(build, root, said):
    """A build hook as hatchling makes it, as far as compiling goes; what it warns of is kept."""
    made = build.BuildPackage.__new__(build.BuildPackage)
    made.__dict__.update(_BuildHookInterface__root=str(root), _BuildHookInterface__app=None)
    type(made).app = property(lambda _: SimpleNamespace(display_warning=said.append))
    return made


@pytest.mark.slow
def test_a_source_becomes_a_module_beside_it(build, project):
    """Each source is compiled into a module of this very Python, which can be imported from where it is."""
    try:
        [made] = build.compile_core(project)
    except build.CoreFailed as failed:
        pytest.skip(f"no compiler here: {failed}")
    assert made.name == "_one" + sysconfig.get_config_var("EXT_SUFFIX")
    assert sorted(path.suffix for path in made.parent.iterdir()) == [".c", made.suffix]
    subprocess.run([sys.executable, "-c", "import _one"], check=True, cwd=made.parent)


@pytest.mark.slow
def test_without_a_compiler_the_package_is_pure(build, project, monkeypatch):
    """A source that does not compile is told of, and the build goes on; where the core is required, it fails."""
    (project / "src/_one.c").write_text("this is no C", encoding="utf-8")
    said = []
    monkeypatch.delenv(build.SETTING, raising=False)
    assert hook(build, project, said)._core(project) == []
    assert "_one.c" in said[0]
    monkeypatch.setenv(build.SETTING, build.REQUIRE)
    with pytest.raises(build.CoreFailed):
        hook(build, project, said)._core(project)


def test_a_pure_wheel_can_be_asked_for(build, project, monkeypatch):
    """Nothing is compiled where the setting says none, and a setting that nobody knows is refused."""
    monkeypatch.setenv(build.SETTING, build.NONE)
    assert hook(build, project, [])._core(project) == []
    assert len(list((project / "src").iterdir())) == 1
    monkeypatch.setenv(build.SETTING, "perhaps")
    with pytest.raises(ValueError, match="perhaps"):
        hook(build, project, [])._core(project)


def test_a_mark_tells_sources_apart(build, project):
    """Two texts of a source have two marks; how lines end makes no difference."""
    source = project / "src/_one.c"
    before = build.source_mark(source)
    source.write_bytes(source.read_bytes().replace(b"\n", b"\r\n"))
    assert build.source_mark(source) == before
    source.write_bytes(source.read_bytes() + b" ")
    assert build.source_mark(source) != before


def test_a_source_has_parts(build, project):
    """What stands in `core/` under a source's name is a part of its module, and of its mark."""
    source, folder = project / "src/_one.c", project / "src/core/one"
    before = build.source_mark(source)
    folder.mkdir(parents=True)
    for name in ("b.c", "a.h", "notes.txt"):
        (folder / name).write_text("/* a part */\n", encoding="utf-8")
    assert build.parts_of(source) == [source, folder / "a.h", folder / "b.c"]
    assert build.source_mark(source) != before


@pytest.mark.slow
def test_parts_are_compiled_into_one_module(build, project):
    """A module has what its parts define."""
    folder, source = project / "src/core/one", project / "src/_one.c"
    folder.mkdir(parents=True)
    (folder / "two.h").write_text("int two(void);\n", encoding="utf-8")
    (folder / "two.c").write_text('#include "two.h"\nint two(void) { return 2; }\n', encoding="utf-8")
    text = source.read_text(encoding="utf-8").replace(
        "return PyModule_Create", "return two() != 2 ? 0 : PyModule_Create"
    )
    source.write_text('#include "core/one/two.h"\n' + text, encoding="utf-8")
    try:
        [made] = build.compile_core(project)
    except build.CoreFailed as failed:
        pytest.skip(f"no compiler here: {failed}")
    subprocess.run([sys.executable, "-c", "import _one"], check=True, cwd=made.parent)

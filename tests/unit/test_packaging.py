"""What holds of the project as a whole: its package names, its files, its layers' manners."""

import ast
import re
import subprocess
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("claims", "storage", "jobs", "service")
IMPURE = {"os", "pathlib", "random", "socket", "subprocess", "time", "logging", "threading", "uuid", "io", "sys"}


def modules(package: str) -> list[Path]:
    """The modules of the installed package (the checkout's, or the wheel's when the suite runs against it)."""
    folder = Path(__import__(package).__file__ or "").parent
    return sorted(folder.rglob("*.py"))


def imports(module: Path) -> set[str]:
    """The top-level names that a module imports anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", PACKAGES)
def test_no_other_distribution_owns_our_names(package: str) -> None:
    """Plain top-level package names are ours alone in this environment."""
    assert {"bythen"} == set(packages_distributions().get(package, ["bythen"]))


def test_the_domain_touches_nothing_outside() -> None:
    """No module of claims imports a clock, a file, the network, a log, a thread or a random source."""
    touching = {str(path): imports(path) & IMPURE for path in modules("claims")}

    assert {} == {path: names for path, names in touching.items() if names}


def test_the_domain_asks_no_clock() -> None:
    """No module of claims calls now(), today() or utcnow()."""
    calls = re.compile(r"\.(now|today|utcnow)\(")

    assert [] == [str(path) for path in modules("claims") if calls.search(path.read_text(encoding="utf-8"))]


def test_one_module_imports_the_scheduler() -> None:
    """APScheduler is imported in jobs/schedule.py and nowhere else."""
    importing = [path.name for package in PACKAGES for path in modules(package) if "apscheduler" in imports(path)]

    assert ["schedule.py"] == importing


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only a checkout has tracked files")
def test_tracked_files_name_no_machine_and_no_registry() -> None:
    """No tracked file holds a path of one machine or the host of a package registry."""
    pattern = r"(^|[\"' =:(])/(work|root)/|pypi\.(org|python)|pythonhosted|registry\.npmjs"
    found = subprocess.run(
        ["git", "grep", "-nIE", pattern, "--", ":!tests/unit/test_packaging.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "" == found.stdout

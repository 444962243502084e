# One-word commands for those who have `just`; .ci/run and README.md do not need it.

# what can be said about the code and the data without running the tests
check:
    uv run ruff check
    uv run ruff format --check
    uv run mypy
    uv run lint-imports
    for table in src/allonym/data/tables/*/; do uv run python -m allonym table check "$table" || exit 1; done
    uv run python -m allonym scheme check

# the fast tests, with the examples of README and docs
test *ARGS:
    uv run pytest {{ARGS}}

# the compiled core, in place, for working with PYTHONPATH=src; without a compiler all runs without it
core:
    uv run --with setuptools python hatch_build.py

# one question a file, ratios from one run
bench:
    for file in benchmarks/bench_*.py; do uv run --extra bench python "$file" || exit 1; done

# the costs of sounds and the weights of score from labelled names, written to src/allonym/data/
train DATA:
    uv run --with numpy python tools/train.py {{DATA}}

# the floors of precision and recall
quality:
    uv run pytest tests/quality -m "slow or not slow"

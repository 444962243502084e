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

# speed, one question a file, ratios from one run; DATA is a folder of names, see benchmarks/README.md
bench DATA *ARGS:
    uv run --extra bench python benchmarks/bench_first_answer.py
    uv run --extra bench python benchmarks/bench_romanize.py
    uv run --extra bench python benchmarks/bench_gazetteer.py {{DATA}} {{ARGS}}

# the costs of sounds and the weights of score from labelled names, written to src/allonym/data/
train DATA:
    uv run --with numpy python tools/train.py {{DATA}}

# right answers on a folder of labelled names, beside peers and goals
quality DATA *ARGS:
    uv run --extra bench python benchmarks/bench_pairs.py {{DATA}}
    uv run --extra bench python benchmarks/bench_schemes.py {{DATA}}
    uv run --extra bench python benchmarks/quality/bench_resolve.py {{DATA}} {{ARGS}}

# the floors of precision and recall
floors:
    uv run pytest tests/quality -m "slow or not slow"

# Every target is one plain command, so that a machine without make can run it too.
python = .venv/bin/python

.PHONY: demo test check check-fast bench

.venv/bin/atelier: pyproject.toml
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[dev]'
	touch $@

demo: .venv/bin/atelier
	.venv/bin/atelier demo

test: .venv/bin/atelier
	$(python) -m pytest -q -n auto

# The quick loop, about 50 s on two cores: what a change most often breaks, without a database server.
check-fast: .venv/bin/atelier
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/lint-imports --no-logo
	$(python) -m pytest -q -n auto -k "not postgres" tests/language tests/sheet tests/rules tests/catalog tests/compiler tests/plan \
		tests/actions/constraints tests/actions/criteria tests/actions/edits tests/test_registries.py tests/test_readme.py

# Everything that CI checks.
check:
	bash .ci/run

bench: .venv/bin/atelier
	$(python) benchmarks/run.py

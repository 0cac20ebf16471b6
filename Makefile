# Two commands matter: `make site` and `make test`. Needs Python 3.10 or newer with its venv module. The form in the
# browser is built where there is npm (Node.js 18 or newer); without it the site says that the form is missing.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python3.10 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 10))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

FORM := generator/bundled/form/sua.js

.PHONY: site form test lint serve bench clean

site: .venv/installed
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory form || true; fi
	@$(BIN)/niemyet build
	@$(BIN)/niemyet posters
	@echo
	@echo "Trang mạng: site/   Tờ in: posters/index.html"
	@echo "Xem trang:  $(BIN)/python -m http.server --directory site 8000   rồi mở http://127.0.0.1:8000/"
	@echo "Vừa sửa vừa xem:  make serve"

form: $(FORM)

test: .venv/tested
	@$(BIN)/python -m tests.chromium
	@$(BIN)/python -m tests.node
	@$(MAKE) --no-print-directory node_modules/.tested form
	@$(BIN)/python -m tests.espeak
	@$(BIN)/python -m tests.nginx
	$(BIN)/python -m pytest -n auto

lint: .venv/tested
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/niemyet check

serve: .venv/installed
	@$(BIN)/niemyet serve

bench: .venv/tested
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	$(BIN)/python -m benchmarks

clean:
	rm -rf .venv node_modules generator/bundled site posters .niemyet dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Cần Python từ 3.10 trở lên (Python 3.10 or newer is needed)."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Máy thiếu mô-đun venv của Python; trên Debian, Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/installed: .venv/bin/python pyproject.toml
	@echo "Đang cài vào .venv, lần đầu mất vài phút…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tested: .venv/installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

$(FORM): node_modules/.built $(wildcard site_templates/form/*.js* site_templates/form/*/*.js)
	@npm run --silent build

node_modules/.built: package.json package-lock.json
	@echo "Đang tải thư viện của biểu mẫu…"
	@npm ci --silent --omit=dev
	@touch $@

node_modules/.tested: package.json package-lock.json
	@npm ci --silent
	@touch node_modules/.built $@

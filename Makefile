.DEFAULT_GOAL := help
ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := .venv/Scripts
else
PYTHON ?= python3
BIN := .venv/bin
endif
READY := .venv/.ready
ROUND ?= 2023-mid
MADE := .venv .yanpan outputs .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONUTF8 := 1

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@$(PYTHON) -c "import pathlib; pathlib.Path('$(READY)').touch()"

.PHONY: help report method check test test-desk lint lab sample lock codebook bundle clean

help: ## 列出这些命令
	@$(PYTHON) -c "import re; text = open('Makefile', encoding='utf-8').read(); \
	  [print('make %-12s%s' % each) for each in re.findall(r'(?m)^([a-z-]+):.*## (.+)', text)]"

report: $(READY) ## 从原始材料到九村报告和全镇报告（HTML、PDF、Word）
	$(BIN)/yanpan run --round $(ROUND)

method: $(READY) ## 方法核算：每一步怎样算、算出什么（outputs/批次/committee/method）
	$(BIN)/yanpan method --round $(ROUND)

check: $(READY) ## 检查原始材料，列出全部问题
	$(BIN)/yanpan check --round $(ROUND)

test: $(READY) lint ## 全部测试（只需要 Python）
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not desk"

test-desk: $(READY) ## 需要浏览器和 LibreOffice 的测试
	$(BIN)/python -m pytest -m desk

lint: $(READY) ## 代码检查：ruff、mypy、import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lab: $(READY) ## 打开 JupyterLab
	$(BIN)/jupyter lab notebooks/village.ipynb

sample: $(READY) ## 重新生成样例镇的原始材料
	$(BIN)/yanpan sample

codebook: $(READY) ## 由表结构重新生成 DATA.md
	$(BIN)/yanpan codebook

lock: $(READY) ## 重新锁定依赖（需要网络）
	$(BIN)/uv pip compile pyproject.toml --extra cluster --extra dev --extra desk --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -o requirements.lock

TARGET ?= windows
bundle: $(READY) ## 打成离线包（TARGET=windows 或 linux），需要网络；对方只要有 Python
	$(BIN)/python packaging/bundle.py $(TARGET)

clean: ## 删除可以重新生成的一切
	$(PYTHON) -c "import shutil; [shutil.rmtree(name, ignore_errors=True) for name in '$(MADE)'.split()]"

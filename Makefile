# 阳关 Yangguan. The two commands of the first day: make demo, make test.
# YANGGUAN_PORT, YANGGUAN_DATA, DATABASE_URL and PYTHON may be set; see README.md.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
DONE := build/.done
STATIC := $(shell find src -type f -path '*/static/*' 2>/dev/null)
CATALOGUES := $(shell find src -type f -name '*.po' 2>/dev/null)

.PHONY: help setup demo test check bench fmt messages clean browser

help: ## 列出命令 / list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(DONE)/messages $(DONE)/static ## 准备环境 / prepare everything that the program needs

demo: setup ## 启动演示 / start the demonstration
	@exec $(BIN)/yangguan demo

test: setup browser ## 全部测试 / all tests
	$(BIN)/pytest -n 2 $(ARGS)

check: $(DONE)/messages ## 静态检查 / static checks, what fails fastest first
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports
	$(BIN)/djlint src --lint --quiet
	$(BIN)/python deploy/messages.py check
	$(BIN)/mypy
	$(BIN)/yangguan manage makemigrations --check --dry-run

bench: setup ## 性能测量 / measure speed on this machine
	$(BIN)/python -m bench $(ARGS)

fmt: .venv/.synced ## 整理格式 / format code and templates
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

messages: .venv/.synced ## 更新译文目录 / collect sentences to translate
	$(BIN)/python deploy/messages.py update
	$(BIN)/python deploy/messages.py compile

browser: .venv/.synced
	@deploy/test-browser

# Data in var/ stays: a demonstration's cases are somebody's work.
clean: ## 删除构建产物（保留数据） / remove what set-up made, keep the data
	rm -rf .venv build node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src -name '*.mo' -delete

# The stamp lies inside .venv, so that it goes when .venv goes.
.venv/.synced: uv.lock pyproject.toml deploy/python-environment deploy/find-python
	@deploy/python-environment
	@touch $@

# Another Python is named than the one in .venv: the environment is made anew.
ifneq ($(PYTHON),)
ifneq ($(shell '$(PYTHON)' --version 2>&1),$(shell $(BIN)/python --version 2>&1))
.PHONY: .venv/.synced
endif
endif

$(DONE)/assets: package-lock.json deploy/assets.py deploy/npm-packages | .venv/.synced
	@deploy/npm-packages
	@$(BIN)/python deploy/assets.py
	@mkdir -p $(@D) && touch $@

$(DONE)/messages: $(CATALOGUES) deploy/messages.py .venv/.synced
	@$(BIN)/python deploy/messages.py compile
	@mkdir -p $(@D) && touch $@

$(DONE)/static: $(DONE)/assets $(STATIC) .venv/.synced
	@$(BIN)/yangguan manage collectstatic --noinput --verbosity 0
	@mkdir -p $(@D) && touch $@

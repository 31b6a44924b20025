# Every target sets up what it needs first; see packaging/setup_environment.sh.
.DEFAULT_GOAL := help
.PHONY: help setup run test lint bench pictures package lock clean

PY := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen
TOUR ?= build/tour
PICTURES ?= docs/pictures
# arguments for the program or for pytest: make run ARGS=--practice, make test ARGS=tests/unit
ARGS ?=

help:
	@echo 'make run       start Foyer; without a screen, play it and take pictures (ARGS=...)'
	@echo 'make test      run every test (ARGS=tests/unit for some)'
	@echo 'make lint      check style, types and layers'
	@echo 'make bench     measure speed'
	@echo 'make pictures  take the pictures of the documentation again'
	@echo 'make package   build the installable program into dist/'
	@echo 'make lock      pin the Python packages again (ARGS=--upgrade for the newest)'
	@echo 'make clean     delete what was built'

setup:
	@sh packaging/setup_environment.sh

run: setup
	@if [ "$$(uname -s)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo 'There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set).'; \
		echo 'Foyer plays its practice journey instead and takes a picture of every page.'; \
		$(OFFSCREEN) $(PY) -m desktop_app --tour $(TOUR) $(ARGS) && echo 'The pictures are in $(TOUR).'; \
	else \
		$(PY) -m desktop_app $(ARGS); \
	fi

# all of them in two halves at once, which use a processor each
test: setup
ifeq ($(strip $(ARGS)),)
	@mkdir -p build
	@$(PY) -m pytest tests/unit >build/unit-tests.txt 2>&1 & unit=$$!; \
	$(PY) -m pytest tests/journeys tests/ui; window=$$?; \
	wait $$unit; rest=$$?; cat build/unit-tests.txt; \
	[ $$window -eq 0 ] && [ $$rest -eq 0 ]
else
	$(PY) -m pytest $(ARGS)
endif

lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: setup
	$(OFFSCREEN) $(PY) -m pytest tests/benchmarks -o python_files='bench_*.py' -o faulthandler_timeout=0 -s $(ARGS)

pictures: setup
	$(OFFSCREEN) $(PY) -m desktop_app --tour $(PICTURES)

package: setup
	$(PY) packaging/package.py $(ARGS)

lock: setup
	$(PY) packaging/lock.py $(ARGS)

clean:
	rm -rf build dist

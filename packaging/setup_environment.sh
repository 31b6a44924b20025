#!/bin/sh
# Makes .venv ready to run, test and package Foyer: Python packages pinned by hash, and the system libraries of Qt.
# Safe to run again: what is there already is left alone, and then it takes a fraction of a second.
# PYTHON names the Python to use (3.11 or later); as root on Debian and its relatives, missing system packages are
# installed, elsewhere they are named.
set -eu
cd "$(dirname "$0")/.."
venv=.venv
stamp=$venv/.ready

say() { printf '%s\n' "$*" >&2; }
can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }
install_packages() {
    say "Installing system packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y --no-install-recommends "$@" >/dev/null 2>&1 && return
    apt-get update >/dev/null
    apt-get install -y --no-install-recommends "$@" >/dev/null
}
good_python() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
has_venv() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null && good_python "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
}

make_venv() {
    python=$(find_python)
    if [ -z "$python" ] && can_install; then
        install_packages python3 python3-venv
        python=$(find_python)
    fi
    if [ -z "$python" ]; then
        say "Foyer needs Python 3.11 or later, and none was found. Install it, or name it: make PYTHON=/path/to/python3"
        exit 1
    fi
    if ! has_venv "$python"; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        if ! can_install; then
            say "$python can't make virtual environments. On Debian and Ubuntu: sudo apt-get install python$version-venv"
            exit 1
        fi
        install_packages "python$version-venv"
    fi
    say "Making a virtual environment in $venv"
    "$python" -m venv --clear "$venv"
}

install_python_packages() {
    wanted=$(
        cat requirements/dev.txt pyproject.toml packaging/setup_environment.sh |
            "$venv/bin/python" -c 'import hashlib, sys
print(sys.version, sys.prefix, hashlib.sha256(sys.stdin.buffer.read()).hexdigest())'
    )
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return
    rm -f "$stamp"
    say "Installing Python packages (about 400 MB the first time)"
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r requirements/dev.txt
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
    printf '%s\n' "$wanted" >"$stamp"
}

install_system_libraries() {
    missing=$("$venv/bin/python" packaging/system_libraries.py) && return
    if can_install; then
        # shellcheck disable=SC2086 # one word a package
        install_packages $missing
    fi
    status=0
    "$venv/bin/python" packaging/system_libraries.py --describe >&2 || status=$?
    [ "$status" = 0 ] && return
    # shellcheck disable=SC2086 # one word a package
    say "On Debian and Ubuntu: sudo apt-get install" $missing
    # 1: tests and pictures work without a screen, so what only windows need is no reason to stop
    [ "$status" = 1 ] || exit 1
}

if [ ! -x "$venv/bin/python" ] || ! good_python "$venv/bin/python"; then
    make_venv
fi
install_python_packages
install_system_libraries

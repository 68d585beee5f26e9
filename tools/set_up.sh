#!/bin/sh
# Brings up .venv from the locked requirements. Called by make; can be called again at any time.
# Needs Python 3.11 or newer and says in one sentence what to install if it is not there.
set -eu
cd "$(dirname "$0")/.."

find_python() {
    for name in "${PYTHON:-}" python3.11 python3 python3.14 python3.13 python3.12 python; do
        [ -n "$name" ] || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

python=$(find_python)
if [ -z "$python" ]; then
    echo "Intake needs Python 3.11 or newer and found none: sudo apt install python3.11 python3.11-venv" >&2
    exit 1
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    echo "$python cannot make virtual environments: sudo apt install python$version-venv" >&2
    exit 1
fi

stamp=.venv/.locked
rm -f "$stamp"
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
# The package itself: built by the setuptools of the lock, so nothing is fetched that the lock does not name.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
.venv/bin/python -m tools.catalogues compile
cp requirements-dev.txt "$stamp"

#!/bin/sh
# A Chromium for the browser tests: the one on the PATH, else Debian's, else Playwright's own.
# Usage: install.sh BIN    BIN is the environment's folder with the playwright command.
# Never fails the run: without a browser the tests skip and say why.
bin=${1:-.venv/bin}
say() { echo "browser: $*" >&2; }

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
"$bin/python" tests/browser/chromium.py >/dev/null 2>&1 && exit 0

if command -v apt-get >/dev/null 2>&1; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root="sudo -n"
    if [ -z "$as_root" ] || sudo -n true 2>/dev/null; then
        say "installing Debian's chromium …"
        $as_root apt-get update -qq >/dev/null 2>&1
        DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends \
            chromium >/dev/null 2>&1
        command -v chromium >/dev/null 2>&1 && exit 0
        say "apt-get could not install chromium"
    fi
fi

say "fetching Playwright's own chromium …"
"$bin/playwright" install chromium >/dev/null 2>&1 && exit 0
say "no browser could be had; the tests in tests/browser will skip. Install chromium yourself,"
say "or run: $bin/playwright install --with-deps chromium"
exit 0

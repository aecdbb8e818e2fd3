#!/bin/sh
# Installs the packages that a build needs and this machine lacks. If nothing is missing, it does nothing and uses no network.
# Arguments: other programs that are needed, such as curl (the package has the same name).
set -eu

missing=

# need PACKAGE TEST…: notes the package as missing if the test fails.
need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

header() {
    for folder in /usr/include /usr/local/include /usr/include/*-linux-gnu; do
        [ ! -e "$folder/$1" ] || return 0
    done
    return 1
}

standard_library() {
    for file in /usr/include/c++/*/string; do
        [ ! -e "$file" ] || return 0
    done
    return 1
}

give_up() {
    echo "$1" >&2
    exit 1
}

command -v swift >/dev/null 2>&1 ||
    give_up "swift is missing: install Swift 6.2 or newer (https://swift.org/install), then try again."

need libsqlite3-dev header sqlite3.h
need libsimdjson-dev header simdjson.h
need zlib1g-dev header zlib.h
need libssl-dev header openssl/evp.h
need libstdc++-12-dev standard_library
need pkg-config command -v pkg-config
for program; do
    need "$program" command -v "$program"
done
# The programs are built without workbooks (xlsx) where this is missing.
optional=libxlsxwriter-dev
! header xlsxwriter.h || optional=

[ -n "$missing$optional" ] || exit 0
echo "missing:$missing${optional:+ $optional}"

without_optional() {
    echo "$1, so the programs are built without workbooks (xlsx): $optional" >&2
    exit 0
}

if ! command -v apt-get >/dev/null 2>&1; then
    [ -n "$missing" ] || without_optional "There is no apt-get here"
    give_up "There is no apt-get here. Install the packages that Debian calls$missing, then try again."
fi

as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    if ! command -v sudo >/dev/null 2>&1; then
        [ -n "$missing" ] || without_optional "There is no sudo here"
        give_up "There is no sudo here. Run this as root, then try again: apt-get install -y$missing"
    fi
fi

# install PACKAGE…: the package lists are updated only if they are empty or too old to install from.
install() {
    apt-cache show "$@" >/dev/null 2>&1 && install_listed "$@" || {
        $as_root apt-get update && install_listed "$@"
    }
}

install_listed() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# Each package name is a word of its own, so there are no quotes.
# shellcheck disable=SC2086
[ -z "$missing" ] || install $missing || give_up "apt-get could not install:$missing"
[ -z "$optional" ] || install "$optional" || without_optional "apt-get could not install it"

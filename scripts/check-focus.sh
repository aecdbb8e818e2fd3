#!/bin/sh
# Checks a focus.csv with the FOCUS project's own validator (focus-validator 2.2.1, with pyarrow below 22).
#
#   FOCUS_VALIDATOR=venv/bin/focus-validator scripts/check-focus.sh FILE
#
# FOCUS_VALIDATOR is the validator's program; without it, the one on the path is taken. FOCUS_ALLOW has rules that may fail, between blanks.
# It prints how many rules passed and failed, then each rule that failed with the validator's message. The status is 0 if none failed, 1 if
# some did, 2 if the validator itself failed, or is missing.
set -u

# What our data has to say: without these, the validator skips the rules of names of accounts, of prices and of quantities.
criteria=ACCOUNT_NAMING_SUPPORTED,NEGOTIATED_PRICING_SUPPORTED,USAGE_MEASUREMENT_SUPPORTED,UNIT_PRICING_SUPPORTED

fail() { echo "check-focus.sh: $1" >&2; exit 2; }

[ $# -eq 1 ] || fail "give one file"
file=$(realpath "$1") && [ -f "$file" ] || fail "$1 is no file"
program=$(command -v "${FOCUS_VALIDATOR:-focus-validator}") || fail "no focus-validator: name it in FOCUS_VALIDATOR"
# Its packages can only be found by the python that it runs with.
python=$(head -n 1 "$program" | sed -n 's/^#! *//p')
[ -n "$python" ] || fail "$program does not say which python it runs with"

# The validator reads currency_codes.csv below the working directory, and writes a log there.
work=$(mktemp -d) || fail "no temporary folder"
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
$python -c 'import importlib.util, os; os.symlink(importlib.util.find_spec("focus_validator").submodule_search_locations[0], "focus_validator")' ||
    fail "$python has no focus_validator"

# Its own status is 0 even if rules fail, so its report is read. The rules are those in its package: it fetches nothing.
"$program" --data-file "$file" --validate-version 1.2 --block-download --applicability-criteria "$criteria" \
    --output-type unittest --output-destination report.xml >output 2>&1 || { tail -n 5 output >&2; fail "the validator failed"; }
[ -s report.xml ] || { tail -n 5 output >&2; fail "the validator wrote no report"; }

$python - <<'PYTHON'
import os, sys
import xml.etree.ElementTree as tree

allowed = set(os.environ.get("FOCUS_ALLOW", "").split())
failed, excused, skipped, total = {}, set(), 0, 0
for case in tree.parse("report.xml").iter("testcase"):
    total += 1
    rule = case.get("name").split(" :: ")[0]
    fault = next((found for found in (case.find("failure"), case.find("error")) if found is not None), None)
    if fault is not None and rule in allowed:
        excused.add(rule)
    elif fault is not None:
        failed[rule] = " ".join((fault.get("message") or fault.text or "").split())
    elif case.find("skipped") is not None:
        skipped += 1
passed = total - skipped - len(failed) - len(excused)
print(f"passed={passed} failed={len(failed)} allowed={len(excused)} skipped={skipped}")
for rule, message in sorted(failed.items()):
    print(f"{rule}: {message}")
# A report without rules would say that all is well.
sys.exit(1 if failed or passed == 0 else 0)
PYTHON

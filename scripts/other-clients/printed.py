"""Looks for what the simulator lists in what a command of workato-platform-cli printed, and says so in one line."""

import os
import sys

from listing import get, rows

if sys.argv[1:2] == ["first"]:
    found = rows(get(sys.argv[2]) or [])
    print(found[0][sys.argv[3]] if found else 1)
    raise SystemExit

path, field = os.environ["LISTING"], os.environ["FIELD"]


def say(status, text):
    print(f"{status:<4} {os.environ['CHECK']}: {text}")
    raise SystemExit


with open(os.environ["PRINTED"], encoding="utf-8") as file:
    printed = file.read()
answer = get(path)
if answer is None:
    say("FAIL", f"the simulator does not play {path.partition('?')[0]}")
if os.environ["STATUS"] != "0":
    if "latest_released_version" in printed and "input_value=None" in printed:
        say("skip", "the CLI refuses custom connectors that were never released, which the documentation allows")
    lines = printed.partition("❌")[2].split("\n")
    say("FAIL", " ".join(" ".join(lines[:6]).split())[:300])
texts = [row[field] for row in rows(answer)] if field else list(answer)
missing = [text for text in texts if text not in printed]
if not texts:
    say("FAIL", "the world has none: nothing is compared")
if missing:
    say("FAIL", f"{len(missing)} of {len(texts)} are not printed, such as {missing[0]!r}")
say("ok", f"{len(texts)} printed")

"""Compares the records of one of the tap's streams with the simulator's own listing, and says so in one line."""

import collections
import json
import os

import jsonschema
from listing import get, rows, walk, wrapping

dialect, stream, page = os.environ["DIALECT"], os.environ["STREAM"], os.environ["PAGE"]
customer_stream = stream.startswith("customer_")
name = "managed_users" if stream == "customer_accounts" else stream.removeprefix("customer_")

# Bare or under "result", as the tap reads it (its records_jsonpath); "$[*]" of anything else gives nonsense.
reads = {"recipes": "items"}.get(stream, "") if not customer_stream else "result"
if stream in ("customer_members", "customer_api_access_profiles"):
    reads = ""

# Where the tap and the documentation differ, a dialect plays one of both. Not failures of either.
differs = {
    ("2025", "customer_api_access_profiles"): "this era plays it under result, as its neighbours",
}
# The same of one field's type: the field is compared all the same, only not with the tap's type.
other_types = {("2022", "customer_roles"): "folder_ids", ("2022", "roles"): "folder_ids"}
documented = other_types.get((dialect, stream))


def say(status, text):
    print(f"{status:<4} {dialect} tap {stream}: {text}")
    raise SystemExit


def same(record, row):
    """Whether a record is what the listing has, as far as the tap's schema goes."""
    if isinstance(record, dict):
        return isinstance(row, dict) and all(same(value, row.get(key)) for key, value in record.items())
    if isinstance(record, list):
        return isinstance(row, list) and len(record) == len(row) and all(map(same, record, row))
    return record == row


def listing_of(customer):
    prefix = "/api/" if customer is None else f"/api/managed_users/{customer}/"
    return prefix + name


def expected():
    """The listing's rows with the customer's id, as often as the tap must give them."""
    owners = [None]
    if customer_stream and name != "managed_users":
        owners = [customer["id"] for customer in walk("/api/managed_users")]
    for owner in owners:
        found = walk(listing_of(owner))
        if name == "api_access_profiles":
            # The tap asks once for each API client, and never says for which.
            found = found * len(walk(f"/api/managed_users/{owner}/api_clients"))
        if page == "keep-page":
            found = seen_without_reset(found)
        yield from ((owner, row) for row in found)


turned = False


def seen_without_reset(found):
    """What the tap's page counter lets it see: after the first customer with two pages, others' second page is skipped."""
    global turned
    if len(found) < 100:
        return found
    if turned:
        return found[:100] + found[200:]
    turned = True
    return found


def check_form():
    owner = walk("/api/managed_users")[0]["id"] if customer_stream and name != "managed_users" else None
    answer = get(listing_of(owner))
    if answer is None:
        say("FAIL", f"the simulator does not play {listing_of(owner)}")
    if wrapping(answer) == reads:
        return
    forms = f"the tap reads {reads or 'a bare list'}, the simulator answers {wrapping(answer) or 'a bare list'}"
    known = differs.get((dialect, stream))
    say("skip" if known else "FAIL", forms + (f" ({known})" if known else ""))


def check_records(wanted, messages):
    schema = next(message["schema"] for message in messages if message["type"] == "SCHEMA" and message["stream"] == stream)
    validator = jsonschema.Draft7Validator(schema)
    truth = {(owner, row["id"]): row for owner, row in wanted}
    got = [message["record"] for message in messages if message["type"] == "RECORD" and message["stream"] == stream]
    for record in got:
        for error in validator.iter_errors(record):
            if not error.path or error.path[0] != documented:
                say("FAIL", f"{list(error.path)} is not of the tap's type: {error.message[:80]}")
        key = (record.get("customer_account_id"), record["id"])
        if key not in truth:
            say("FAIL", f"a record that is in no listing: {key}")
        set_by_tap = {"customer_account_id", "api_client_id"} if name == "api_access_profiles" else {"customer_account_id"}
        if not same({field: value for field, value in record.items() if field not in set_by_tap}, truth[key]):
            say("FAIL", f"record {key} differs from the listing's")
    return collections.Counter((record.get("customer_account_id"), record["id"]) for record in got)


check_form()
with open(os.environ["ERRORS"], encoding="utf-8") as errors:
    last = (errors.read().strip().splitlines() or [""])[-1]
if os.path.exists(os.environ["RECORDS"] + ".failed"):
    say("FAIL", f"the tap failed: {last[:200]}")
with open(os.environ["RECORDS"], encoding="utf-8") as lines:
    messages = [json.loads(line) for line in lines if line.startswith("{")]
wanted = list(expected())
counted = check_records(wanted, messages)
if counted != collections.Counter((owner, row["id"]) for owner, row in wanted):
    say("FAIL", f"{counted.total()} records, the simulator lists {len(wanted)}")
if page == "keep-page":
    page = "reset"
    lost = len(list(expected())) - len(wanted)
    say("ok" if lost else "FAIL", f"{len(wanted)} records; as published the tap loses {lost}, which its page counter explains")
if not wanted:
    say("FAIL", "the world has none: nothing is compared")
remark = f"; {documented} as the documentation has it, not of the tap's type" if documented else ""
say("ok", f"{len(wanted)} records, as many as the simulator lists, field by field the same{remark}")

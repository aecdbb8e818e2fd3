"""Reads the simulator's listings, whatever they are wrapped in."""

import json
import os
import urllib.error
import urllib.request


def get(path):
    """The answer to a request; None if the path is not found."""
    request = urllib.request.Request(os.environ["BASE"] + path, headers={"Authorization": "Bearer simulator-token"})
    try:
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return None
        raise


def wrapping(answer):
    """The name a list stands under; "" if it is bare."""
    if isinstance(answer, list):
        return ""
    return next((name for name in ("result", "items", "data") if isinstance(answer.get(name), list)), None)


def rows(answer):
    """The records of one answer; an object that is no listing is itself the record."""
    name = wrapping(answer)
    return [answer] if name is None else answer[name] if name else answer


def walk(path):
    """All records of a listing, page by page; a listing without pages answers the same again."""
    found = []
    page = 1
    while True:
        more = rows(get(f"{path}?per_page=100&page={page}") or [])
        if not more or more[0] in found:
            return found
        found += more
        page += 1

"""Runs one stream of tap-workato against BASE, its real host replaced."""

import json
import os

from tap_workato.client import WorkatoStream
from tap_workato.tap import TapWorkato

WorkatoStream.url_base = os.environ["BASE"]
request_records = WorkatoStream.request_records


def from_first_page(self, context):
    # The tap counts pages on the stream: after a customer with two pages it skips the second page of all others.
    self.current_page = type(self).current_page
    yield from request_records(self, context)


if os.environ["PAGE"] == "reset":
    WorkatoStream.request_records = from_first_page

config = {"api_token": "simulator-token"}
catalog = json.loads(TapWorkato(config=config).catalog_json_text)
for stream in catalog["streams"]:
    for entry in stream["metadata"]:
        if not entry["breadcrumb"]:
            entry["metadata"]["selected"] = stream["tap_stream_id"] == os.environ["STREAM"]
TapWorkato(config=config, catalog=catalog).sync_all()

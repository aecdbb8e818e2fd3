"""Reads customers' records with the models of workato-platform-cli, which are made from Workato's own description."""

import importlib
import os

from listing import walk
from pydantic import ValidationError

# Its description is stricter than the documentation of the Partner API: these may be null there, and a connection
# names its connector in "provider".
may_be_null = {
    "recipes": {"description", "folder_id", "author_name", "version_author_name", "version_author_email"},
    "connections": {"application", "folder_id"},
}
models = {
    "recipes": "recipe", "connections": "connection", "folders": "folder", "projects": "project",
    "api_collections": "api_collection", "api_endpoints": "api_endpoint",
}
customers = [customer["id"] for customer in walk("/api/managed_users")]
for name, module in models.items():
    package = importlib.import_module(f"workato_platform_cli.client.workato_api.models.{module}")
    model = getattr(package, "".join(word.capitalize() for word in module.split("_")))
    records = [record for customer in customers for record in walk(f"/api/managed_users/{customer}/{name}")]
    slips = set()
    for record in records:
        try:
            model.from_dict(record)
        except ValidationError as error:
            for slip in error.errors():
                field = str(slip["loc"][0])
                if slip["input"] is not None or field not in may_be_null.get(name, ()):
                    slips.add(f"{field}: {slip['msg']}")
    status = "ok" if records and not slips else "FAIL"
    text = "; ".join(sorted(slips)) or f"{len(records)} records read"
    print(f"{status:<4} {os.environ['DIALECT']} model {model.__name__} of the CLI: {text}")

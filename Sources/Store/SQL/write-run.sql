-- One row says how a run ended, whether it was published or failed.
INSERT INTO main.sync_runs (
    id, started_at, finished_at, state, requests, pages, records, inserts, updates, deletes, tool_version, base_url, error
)
VALUES (
    :id, :started_at, :finished_at, :state, :requests, :pages, :records, :inserts, :updates, :deletes, :tool_version, :base_url, :error
)

UPDATE staging.scopes
SET state = :state, error = :error, requests = :requests, pages = :pages, records = :records
WHERE id = :scope_id;

-- title: What changed, value by value
-- asks:  Which values did a run find changed, and what were they before?
-- why:   The demo's own report, narrow enough for 80 columns; `changes-in-run` says more, one line for each row.
-- param: run integer    The run, by its number.
SELECT
    changes.resource,
    changes.op,
    trim(coalesce(
        changes.after ->> '$.name',
        changes.before ->> '$.name',
        changes.after ->> '$.month',
        'row ' || (changes.key ->> '$.id')
    ))
        || coalesce(
            ': ' || fields.value || ' ' || coalesce(changes.before ->> ('$.' || fields.value), '∅')
            || ' → ' || coalesce(changes.after ->> ('$.' || fields.value), '∅'),
            ''
        ) AS summary
FROM changes
LEFT JOIN json_each(iif(changes.op = 'update', changes.columns, '[null]')) AS fields
WHERE changes.run_id = :run
    AND changes.resource IN ('managed_users', 'recipes', 'connections', 'lookup_table_rows', 'task_usage')
    AND (fields.value IS NULL OR fields.value NOT IN ('updated_at', 'stopped_at', 'connection_lost_at', 'connection_lost_reason'))
ORDER BY changes.resource, changes.op, summary, changes.key;

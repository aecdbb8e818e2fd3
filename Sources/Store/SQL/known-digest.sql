-- The digest of the record that the mirror has under a key. Asked for every record of every page.
SELECT digest
FROM main.record_digests
WHERE scope_id = ? AND key = ?

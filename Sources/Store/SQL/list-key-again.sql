-- A record that the same listing shows a second time may have changed in between: the newer one counts.
UPDATE staging.listed
SET digest = ?3
WHERE scope_id = ?1 AND key = ?2

-- One fact about the mirror, by its name.
INSERT INTO mirror_meta (name, value)
VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET value = excluded.value

-- Events of errors are packed where that spares pages.

-- What `content` says, as Brotli packs it; null: it stands there.
ALTER TABLE error_sample ADD COLUMN packed BLOB;

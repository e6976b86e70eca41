-- Whether a click id of a lead is a captured one in other letters, or its beginning: both are one range of this index.
create index ix_capture_click__letters on capture_click ((lower(value)) collate "C");

// Relationships of ours are found by their lid, to be changed or dropped.
CREATE INDEX liantu_tie___TIE__ IF NOT EXISTS FOR ()-[r:__TIE__]-() ON (r.lid)

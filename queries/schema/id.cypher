// Things of one label are found by their id.
CREATE INDEX liantu_id___LABEL__ IF NOT EXISTS FOR (n:__LABEL__) ON (n.id)

// Full text over names, which works on Chinese: CALL db.index.fulltext.queryNodes('liantu_names', '电池').
CREATE FULLTEXT INDEX liantu_names IF NOT EXISTS FOR (n:Liantu) ON EACH [n.name, n.short_name, n.former_names, n.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}

// Nodes of ours have one lid each.
CREATE CONSTRAINT liantu_lid IF NOT EXISTS FOR (n:Liantu) REQUIRE n.lid IS UNIQUE

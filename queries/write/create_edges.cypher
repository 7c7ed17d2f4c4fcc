// Relationships of one type into a graph in which none of ours stands yet, by the node they start from: where it stands,
// and for each where it ends and its properties. Not to be sent twice. Lists and not maps: what might be a property of
// something written here would make the server hold everything back.
// parameters: rows LIST<LIST>
// columns: written INTEGER
UNWIND $rows AS row
MATCH (a:Liantu) WHERE elementId(a) = row[0]
UNWIND row[1] AS one
MATCH (b:Liantu) WHERE elementId(b) = one[0]
CREATE (a)-[r:__TIE__]->(b)
SET r = one[1]
RETURN count(*) AS written

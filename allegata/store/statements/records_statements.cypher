// All that was said on claims.
UNWIND $ids AS id
MATCH (c:Claim {id: id})<-[:ON]-(s:Statement)-[at:REPORTED_IN]->(:Document)
RETURN s {.*} AS statement, at {.*} AS where, [(s)-[:VIA]->(v:Entity) | v.id][0] AS via

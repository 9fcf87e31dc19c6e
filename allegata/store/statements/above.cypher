// The state that each of these belongs to: the nearest, over facts that hold today before those that held once.
UNWIND $ids AS id
MATCH (n:Entity {id: id}) WHERE n.kind <> 'State'
CALL (n) {
  MATCH p = (n)-[:PART_OF|REPRESENTS*1..4]->(s:State)
  RETURN s, length(p) AS far, all(r IN relationships(p) WHERE r.to IS NULL OR r.to >= date()) AS now
  ORDER BY now DESC, far, s.id LIMIT 1
}
RETURN id, s {.id, .name, .kind, .degree} AS node

// The nearest state that each of these is part of or speaks for, over facts that hold today, else over any. Only the
// first ways up are looked at: somebody may speak for hundreds, none of which is part of a state.
UNWIND $ids AS id
MATCH (n:Entity {id: id}) USING INDEX SEEK n:Entity(id) WHERE NOT n:State
RETURN id, COLLECT {
  MATCH p = (n)-[facts:PART_OF|REPRESENTS*1..4]->(above)
  WITH p, facts, above LIMIT 200
  WHERE above:State
  RETURN above.name
  ORDER BY all(f IN facts WHERE (f.from IS NULL OR f.from <= $today) AND (f.to IS NULL OR f.to >= $today)) DESC,
    length(p), above.name
  LIMIT 1
}[0] AS state

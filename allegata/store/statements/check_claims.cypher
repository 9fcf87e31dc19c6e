// A part of the claims by the keys of their edges, each with all that was said on it. Keys are hashes: equal ranges hold
// about as many edges each. Days go out as text, which is read several times as fast.
MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
WHERE $low <= c.edge_key < $high AND c.day IS NOT NULL
RETURN c {.id, .subject, .predicate, .object, .edge_key, .modality, .status, event_from: toString(c.event_from),
    event_to: toString(c.event_to), first: toString(c.first), last: toString(c.last), day: toString(c.day)} AS claim,
  COLLECT { MATCH (c)-[:SUBJECT]->(a) RETURN a.id } AS subjects,
  COLLECT { MATCH (c)-[:OBJECT]->(b) RETURN b.id } AS objects,
  COLLECT {
    MATCH (c)<-[:ON]-(s:Statement)
    RETURN s {.id, .claim, .holder, .document, .stance, .certainty, .own, .root, .source, .speaks_for,
      said_on: toString(s.said_on),
      holders: COLLECT { MATCH (s)-[:BY]->(h) RETURN h.id },
      vias: COLLECT { MATCH (s)-[:VIA]->(v) RETURN {id: v.id, kind: v.kind} },
      documents: COLLECT {
        MATCH (s)-[:REPORTED_IN]->(d)
        RETURN {id: d.id, published: toString(d.published), publisher: d.publisher}
      }
    }
  } AS statements

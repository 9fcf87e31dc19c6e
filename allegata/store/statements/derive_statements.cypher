// For whom a holder spoke on that day (the longest way up tells the order: a ministry comes before its state),
// whether the deed claimed is his own, and from which source we know of it.
UNWIND $claims AS id
MATCH (c:Claim {id: id})<-[:ON]-(s:Statement)-[:BY]->(h:Entity), (c)-[:SUBJECT]->(subject:Entity)
MATCH (s)-[:REPORTED_IN]->(d:Document)
OPTIONAL MATCH (s)-[:VIA]->(via:Entity)
WITH c, s, h, subject, d, via, coalesce(s.said_on, d.published) AS day
CALL (h, day) {
  OPTIONAL MATCH p = (h)-[:PART_OF|REPRESENTS*1..4]->(e:Entity)
  WHERE e <> h AND all(r IN relationships(p) WHERE (r.from IS NULL OR r.from <= day) AND (r.to IS NULL OR day <= r.to))
  WITH e, max(length(p)) AS far ORDER BY far, e.id
  RETURN collect(e.id) AS up
}
CALL (subject, day) {
  OPTIONAL MATCH p = (subject)-[:PART_OF|REPRESENTS*1..4]->(e:Entity)
  WHERE all(r IN relationships(p) WHERE (r.from IS NULL OR r.from <= day) AND (r.to IS NULL OR day <= r.to))
  RETURN collect(DISTINCT e.id) AS above
}
SET s.speaks_for = CASE WHEN size(up) > 0 THEN up END,
    s.own = h.id = subject.id OR subject.id IN up OR h.id IN above,
    s.root = CASE WHEN size(up) > 0 THEN up[-1] ELSE h.id END,
    s.source = CASE
      WHEN via IS NULL OR via.kind <> 'Organization' THEN d.publisher
      WHEN EXISTS { (via)-[:PART_OF|REPRESENTS*0..4]->(h) } THEN d.publisher
      ELSE via.id END

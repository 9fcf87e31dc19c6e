// Direct edges as the summary of all claims with their key. Days are counted from 1970-01-01. `happened` has three
// numbers for each span of time: its first day, its last day, how many claims; `said` has two for each day: the day, how
// many statements. Lists that are empty are left away.
UNWIND $edges AS e
CALL (e) {
  OPTIONAL MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
  WHERE c.edge_key = e.key AND c.day IS NOT NULL
  RETURN count(c) AS n_claims, min(c.first) AS first, max(c.last) AS last,
    count(CASE WHEN c.status = 'CONTESTED' THEN 1 END) AS n_contested,
    count(CASE WHEN c.status = 'CONFIRMED' THEN 1 END) AS n_confirmed,
    count(CASE WHEN c.status = 'REPORTED' THEN 1 END) AS n_reported,
    count(CASE WHEN c.status = 'UNCONFIRMED' THEN 1 END) AS n_unconfirmed,
    count(CASE WHEN c.status = 'DENIED' THEN 1 END) AS n_denied
}
CALL (e) {
  OPTIONAL MATCH (c:Claim)<-[:ON]-(s:Statement) USING INDEX SEEK c:Claim(edge_key, day)
  WHERE c.edge_key = e.key AND c.day IS NOT NULL
  WITH s ORDER BY s.holder
  RETURN count(s) AS n_statements, count(DISTINCT s.holder) AS n_holders, count(DISTINCT s.document) AS n_documents,
    count(DISTINCT s.source) AS n_sources,
    collect(DISTINCT CASE WHEN s.stance IN ['ASSERTS', 'CONFIRMS'] THEN s.holder END) AS held_by,
    collect(DISTINCT CASE WHEN s.stance IN ['DENIES', 'DISMISSES'] THEN s.holder END) AS denied_by
}
CALL (e) {
  MATCH (c:Claim) USING INDEX SEEK c:Claim(edge_key, day)
  WHERE c.edge_key = e.key AND c.day IS NOT NULL AND c.first IS NOT NULL
  WITH c.first AS first, c.last AS last, count(*) AS number ORDER BY first, last
  WITH [duration.inDays(date('1970-01-01'), first).days, duration.inDays(date('1970-01-01'), last).days, number] AS span
  UNWIND span AS each
  RETURN collect(each) AS happened
}
CALL (e) {
  MATCH (c:Claim)<-[:ON]-(s:Statement)-[:REPORTED_IN]->(d:Document) USING INDEX SEEK c:Claim(edge_key, day)
  WHERE c.edge_key = e.key AND c.day IS NOT NULL
  WITH coalesce(s.said_on, d.published) AS day, count(*) AS number ORDER BY day
  WITH [duration.inDays(date('1970-01-01'), day).days, number] AS told
  UNWIND told AS each
  RETURN collect(each) AS said
}
RETURN e.subject AS subject, e.predicate AS predicate, e.object AS object,
  {edge_key: e.key, n_claims: n_claims, n_statements: n_statements, n_holders: n_holders,
  n_documents: n_documents, n_sources: n_sources, first: first, last: last,
  held_by: CASE WHEN size(held_by) = 0 THEN null ELSE held_by END,
  denied_by: CASE WHEN size(denied_by) = 0 THEN null ELSE denied_by END,
  happened: CASE WHEN size(happened) = 0 THEN null ELSE happened END,
  said: CASE WHEN size(said) = 0 THEN null ELSE said END,
  n_contested: n_contested, n_confirmed: n_confirmed, n_reported: n_reported, n_unconfirmed: n_unconfirmed,
  n_denied: n_denied,
  status: CASE WHEN n_contested > 0 THEN 'CONTESTED' WHEN n_confirmed > 0 THEN 'CONFIRMED'
    WHEN n_reported > 0 THEN 'REPORTED' WHEN n_unconfirmed > 0 THEN 'UNCONFIRMED' ELSE 'DENIED' END} AS summary

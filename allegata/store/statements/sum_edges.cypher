// Direct edges as the summary of all claims with their key.
UNWIND $edges AS e
CALL (e) {
  OPTIONAL MATCH (c:Claim {edge_key: e.key})
  RETURN count(c) AS n_claims, min(c.first) AS first, max(c.last) AS last,
    count(CASE WHEN c.status = 'CONTESTED' THEN 1 END) AS n_contested,
    count(CASE WHEN c.status = 'CONFIRMED' THEN 1 END) AS n_confirmed,
    count(CASE WHEN c.status = 'REPORTED' THEN 1 END) AS n_reported,
    count(CASE WHEN c.status = 'UNCONFIRMED' THEN 1 END) AS n_unconfirmed,
    count(CASE WHEN c.status = 'DENIED' THEN 1 END) AS n_denied
}
CALL (e) {
  OPTIONAL MATCH (:Claim {edge_key: e.key})<-[:ON]-(s:Statement)
  WITH s ORDER BY s.holder
  RETURN count(s) AS n_statements, count(DISTINCT s.holder) AS n_holders, count(DISTINCT s.document) AS n_documents,
    count(DISTINCT s.source) AS n_sources,
    collect(DISTINCT CASE WHEN s.stance IN ['ASSERTS', 'CONFIRMS'] THEN s.holder END) AS held_by,
    collect(DISTINCT CASE WHEN s.stance IN ['DENIES', 'DISMISSES'] THEN s.holder END) AS denied_by
}
RETURN e.subject AS subject, e.predicate AS predicate, e.object AS object,
  {edge_key: e.key, n_claims: n_claims, n_statements: n_statements, n_holders: n_holders,
  n_documents: n_documents, n_sources: n_sources, held_by: held_by, denied_by: denied_by, first: first, last: last,
  n_contested: n_contested, n_confirmed: n_confirmed, n_reported: n_reported, n_unconfirmed: n_unconfirmed,
  n_denied: n_denied,
  status: CASE WHEN n_contested > 0 THEN 'CONTESTED' WHEN n_confirmed > 0 THEN 'CONFIRMED'
    WHEN n_reported > 0 THEN 'REPORTED' WHEN n_unconfirmed > 0 THEN 'UNCONFIRMED' ELSE 'DENIED' END} AS summary

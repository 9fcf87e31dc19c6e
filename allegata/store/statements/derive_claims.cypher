// The rule of allegata/status.py, over many claims at once.
UNWIND $claims AS id
MATCH (c:Claim {id: id})
CALL (c) {
  OPTIONAL MATCH (c)<-[:ON]-(s:Statement)-[:REPORTED_IN]->(d:Document)
  WITH s, d, s.stance IN ['ASSERTS', 'CONFIRMS'] AS held, s.certainty IN ['certain', 'unspecified'] AS sure
  RETURN count(CASE WHEN held THEN 1 END) AS held,
    count(CASE WHEN s.stance IN ['DENIES', 'DISMISSES'] THEN 1 END) AS against,
    count(CASE WHEN s.stance IN ['NO_COMMENT', 'CANNOT_CONFIRM'] THEN 1 END) AS open,
    count(CASE WHEN held AND sure THEN 1 END) AS firm,
    count(CASE WHEN held AND sure AND s.own THEN 1 END) AS own,
    count(DISTINCT CASE WHEN held AND sure THEN s.root END) AS roots,
    count(DISTINCT CASE WHEN held AND sure THEN s.source END) AS sources,
    min(coalesce(s.said_on, d.published)) AS said_first,
    max(coalesce(s.said_on, d.published)) AS said_last
}
SET c.status = CASE
    WHEN against > 0 AND held > 0 THEN 'CONTESTED'
    WHEN against > 0 THEN 'DENIED'
    WHEN held = 0 THEN 'UNCONFIRMED'
    WHEN c.modality = 'actual' AND own > 0 THEN 'CONFIRMED'
    WHEN c.modality = 'actual' AND $confirm_holders > 0 AND roots >= $confirm_holders AND sources >= $confirm_holders
      THEN 'CONFIRMED'
    WHEN open > 0 OR firm = 0 THEN 'UNCONFIRMED'
    ELSE 'REPORTED' END,
  c.first = coalesce(c.event_from, c.event_to, said_first),
  c.last = coalesce(c.event_to, c.event_from, said_last),
  c.day = coalesce(c.event_from, c.event_to, said_first, date('0001-01-01'))

// title: Denials with and without an accusation
// description: What an actor's side denies or dismisses, that first which nobody in the data asserts and no accusation is
//   about; or nothing but that.
// returns: table
// $who: entity = russia -- Who denies.
// $show: choice(all | unaccused) = all -- All, or only what nobody asserts and no accusation is about.
// $limit: integer(1..1000) = 100 -- Most rows.
MATCH (who:Entity {id: $who})<-[:PART_OF|REPRESENTS*0..3]-(h:Entity)
WITH DISTINCT h LIMIT 500
MATCH (h)<-[:BY]-(s:Statement)-[:ON]->(c:Claim) WHERE s.stance IN ['DENIES', 'DISMISSES']
WITH h, s, c LIMIT 5000
WITH h, s, c,
  COLLECT { MATCH (c)<-[:ON]-(o:Statement)-[:BY]->(w:Entity) WHERE o.stance IN ['ASSERTS', 'CONFIRMS'] RETURN
    DISTINCT w.name LIMIT 5 } AS asserted_by,
  COUNT { (c)<-[:ABOUT]-(:Claim {predicate: 'ACCUSES'}) } AS accusations
WHERE $show = 'all' OR (asserted_by = [] AND accusations = 0)
RETURN h.name AS denier, c.text AS claim, asserted_by, accusations, s.said_on AS said_on
ORDER BY size(asserted_by), accusations, claim LIMIT $limit

UNWIND $ids AS id
MATCH (n:Entity {id: id})
SET n.claimed = COUNT { (n)-[:{DIRECT}]-() }, n.degree = COUNT { (n)-[:{DIRECT}|{STANDING}]-() }

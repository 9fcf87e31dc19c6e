UNWIND $ids AS id
MATCH (n:{LABEL} {id: id})
DETACH DELETE n

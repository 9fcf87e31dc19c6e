UNWIND $rows AS id
MATCH (d:Document {id: id})
RETURN d.id AS id, d.publisher AS publisher, d.published AS published

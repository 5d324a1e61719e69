-- CROSS JOIN: SQLite joins in the order that is written, from where one is along the hop to where its links lead.
-- INDEXED BY: without statistics it would rather read all links of a relation than those of one target.
-- LIMIT stands within the recursion, which nothing else would stop.
WITH RECURSIVE
hop(step, relationship_id, forward) AS MATERIALIZED (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]') FROM json_each(:hops)
),
way(step, id) AS MATERIALIZED (
  SELECT 0, :start
  UNION
  SELECT way.step + 1, link.target_id
    FROM way
    CROSS JOIN hop ON hop.step = way.step AND hop.forward
    CROSS JOIN atelier_entity_link AS link
      ON link.org_id = :org AND link.relationship_id = hop.relationship_id AND link.source_id = way.id
   WHERE way.step < :last
  UNION
  SELECT way.step + 1, link.source_id
    FROM way
    CROSS JOIN hop ON hop.step = way.step AND NOT hop.forward
    CROSS JOIN atelier_entity_link AS link
      INDEXED BY atelier_entity_link_target_id_relationship_id_source_id_idx
      ON link.org_id = :org AND link.target_id = way.id AND link.relationship_id = hop.relationship_id
   WHERE way.step < :last
  LIMIT :most
)
SELECT (SELECT count(*) FROM way),
       EXISTS (
         SELECT 1
           FROM way
           CROSS JOIN hop ON hop.step = way.step AND hop.forward
           CROSS JOIN atelier_entity_link AS link
             ON link.org_id = :org AND link.relationship_id = hop.relationship_id
            AND link.source_id = way.id AND link.target_id = :target
          WHERE way.step = :last
       ) OR EXISTS (
         SELECT 1
           FROM way
           CROSS JOIN hop ON hop.step = way.step AND NOT hop.forward
           CROSS JOIN atelier_entity_link AS link
             ON link.org_id = :org AND link.relationship_id = hop.relationship_id
            AND link.source_id = :target AND link.target_id = way.id
          WHERE way.step = :last
       )

-- LATERAL: the links are looked up for each entity and hop, since a recursion has one part only on PostgreSQL, and so
-- that no plan reads all links at once. It goes on only as long as the LIMIT asks for more. The last link is
-- looked up by both of its ends: forward and back stand apart, since of both joined by OR no index finds it, and LIMIT
-- keeps the planner from reading all links of a relation instead.
WITH RECURSIVE
hop AS MATERIALIZED (
  SELECT step, relationship_id, forward
    FROM unnest(CAST(:step AS BIGINT[]), CAST(:relationship_id AS UUID[]), CAST(:forward AS BOOLEAN[]))
      AS given(step, relationship_id, forward)
),
way(step, id) AS (
  SELECT CAST(0 AS BIGINT), CAST(:start AS TEXT) COLLATE "C"
  UNION
  SELECT way.step + 1, led_to.id
    FROM way
    JOIN hop ON hop.step = way.step
    CROSS JOIN LATERAL (
      SELECT link.target_id
        FROM atelier_entity_link AS link
       WHERE hop.forward
         AND link.org_id = :org AND link.relationship_id = hop.relationship_id AND link.source_id = way.id
      UNION ALL
      SELECT link.source_id
        FROM atelier_entity_link AS link
       WHERE NOT hop.forward
         AND link.org_id = :org AND link.relationship_id = hop.relationship_id AND link.target_id = way.id
    ) AS led_to(id)
   WHERE way.step < :last
),
seen AS MATERIALIZED (SELECT step, id FROM way LIMIT :most)
SELECT (SELECT count(*) FROM seen),
       EXISTS (
         SELECT
           FROM seen
           JOIN hop ON hop.step = seen.step AND hop.forward
           CROSS JOIN LATERAL (
             SELECT
               FROM atelier_entity_link AS link
              WHERE link.org_id = :org AND link.relationship_id = hop.relationship_id
                AND link.source_id = seen.id AND link.target_id = :target
              LIMIT 1
           ) AS last
          WHERE seen.step = :last
       ) OR EXISTS (
         SELECT
           FROM seen
           JOIN hop ON hop.step = seen.step AND NOT hop.forward
           CROSS JOIN LATERAL (
             SELECT
               FROM atelier_entity_link AS link
              WHERE link.org_id = :org AND link.relationship_id = hop.relationship_id
                AND link.source_id = :target AND link.target_id = seen.id
              LIMIT 1
           ) AS last
          WHERE seen.step = :last
       )

-- topics
select
    topics_1.name
from (
    select topics_1.id, topics_1.name
    from library.topics as topics_1
    where (($1::text operator(extensions.<%) topics_1.name) or (starts_with(topics_1.name, $2::text)))
    order by topics_1.id
    limit 50
) as topics_1
order by topics_1.id;
-- $1: "astronmy" as words
-- $2: "Whale"

-- close
select
    topics_1.name
from (
    select topics_1.id, topics_1.name
    from library.topics as topics_1
    where $1::text operator(extensions.<%) topics_1.name and extensions.word_similarity($1::text, topics_1.name) >= $2::float4
    order by topics_1.id
    limit 50
) as topics_1
order by topics_1.id;
-- $1: "astronmy" as words
-- $2: 0.7 as a share

-- authorFigures
select
    count(*)
from library.authors as authors_1
where not (authors_1.name operator(extensions.%) $1::text);
-- $1: "jules vern" as words

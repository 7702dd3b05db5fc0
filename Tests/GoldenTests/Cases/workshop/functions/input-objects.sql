-- describe
select
    describe_1.value
from workshop.describe(spec => $1::jsonb, more => $2::jsonb, extra => $3::json) as describe_1 (value);
-- $1: {title: "a", state: $state, parts: [$part, {partName: "b", replaces: {partName: "c"}}]} as JSON
-- $2: [{state: OPEN}] as JSON
-- $3: {any: ["thing", 1.50]} as JSON

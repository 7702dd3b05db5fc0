-- pieces
select
    pieces_1.value
from workshop.pieces(part => jsonb_populate_record(null::workshop.part, $1::jsonb)) as pieces_1 (value);
-- $1: {partName: "nut", pieces: 4} as JSON

-- allPieces
select
    case when all_pieces_1.value is not null then concat('[', (select string_agg(concat(coalesce(item.value::text, 'null')), ',' order by item.position) from unnest(all_pieces_1.value) with ordinality as item (value, position)), ']') end
from workshop.all_pieces(parts => array(select item from jsonb_populate_recordset(null::workshop.part, $1::jsonb) as item)) as all_pieces_1 (value);
-- $1: $parts as JSON

-- empty
select
    case when all_pieces_1.value is not null then concat('[', (select string_agg(concat(coalesce(item.value::text, 'null')), ',' order by item.position) from unnest(all_pieces_1.value) with ordinality as item (value, position)), ']') end
from workshop.all_pieces(parts => array(select item from jsonb_populate_recordset(null::workshop.part, $1::jsonb) as item)) as all_pieces_1 (value);
-- $1: [] as JSON

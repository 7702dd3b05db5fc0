-- The map is complete: what it says takes effect. A later module's map ends with the same call.
set local role palisade_owner;

select privacy.apply_map();

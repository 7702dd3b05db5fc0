-- The voices of a session are listed in the order of their key, several sessions at once: without an index that ends with
-- the key, each session's list is a sort of its own.
set local role palisade_owner;

create index session_participants_session_idx on training.session_participants (tenant_id, session_id, id);

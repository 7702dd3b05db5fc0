-- What the worker notes of a retention policy is no change of it: whoever names its version meets no conflict.
set local role palisade_owner;

-- The worker's columns are never in the same statement as an admin's, who may not write them.
create or replace trigger retention_policies_touch before update on privacy.retention_policies
    for each row
    when (old.rows_done = new.rows_done and old.last_run_at is not distinct from new.last_run_at)
    execute function palisade.touch_versioned_row();

comment on column privacy.retention_policies.version is
    'Counts changes of what the policy says, for optimistic locking; kept by a trigger.';
comment on column privacy.retention_policies.updated_at is 'When what the policy says last changed; kept by a trigger.';

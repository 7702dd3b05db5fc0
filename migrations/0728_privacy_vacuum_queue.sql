-- Tables that erased values still lie in, until they are vacuumed. No tenant: names of tables. Filled by the privacy
-- procedures, emptied by the worker.
set local role palisade_owner;

create table privacy.vacuum_queue (
    relation   text         not null,
    queued_at  timestamptz  not null default clock_timestamp(),
    constraint vacuum_queue_pkey primary key (relation)
);

comment on table privacy.vacuum_queue is 'What the worker vacuums next.';
comment on column privacy.vacuum_queue.relation is 'The table.';
comment on column privacy.vacuum_queue.queued_at is 'When rows of it were last erased.';

alter table privacy.vacuum_queue enable row level security;
alter table privacy.vacuum_queue force row level security;

create policy vacuum_queue_closed on privacy.vacuum_queue as restrictive to public
    using      (current_user in ('palisade_owner', 'palisade_definer'))
    with check (current_user = 'palisade_definer');

-- The worker works as the owner: only the owner of a table may vacuum it.
create policy vacuum_queue_select_owner on privacy.vacuum_queue for select to palisade_owner
    using (true);

create policy vacuum_queue_delete_owner on privacy.vacuum_queue for delete to palisade_owner
    using (true);

grant select, insert, update, delete on privacy.vacuum_queue to palisade_definer;

-- Where a transaction with an old snapshot meets an erasure that began after it. No tenant, no personal data: numbers.
set local role palisade_owner;

create table privacy.gates (
    bucket  integer  not null,
    passed  bigint   not null default 0,
    constraint gates_pkey primary key (bucket)
);

comment on table privacy.gates is
    'Counters that an erasure raises: a repeatable-read writer that locks one fails instead of missing a tombstone.';
comment on column privacy.gates.bucket is 'A thousand groups of people, by hash.';
comment on column privacy.gates.passed is 'Erasures that went through.';

alter table privacy.gates enable row level security;
alter table privacy.gates force row level security;

create policy gates_closed on privacy.gates as restrictive to public
    using      (current_user = 'palisade_definer')
    with check (current_user in ('palisade_owner', 'palisade_definer'));

create policy gates_insert_owner on privacy.gates for insert to palisade_owner
    with check (true);

grant select, update on privacy.gates to palisade_definer;

insert into privacy.gates (bucket) select generate_series(0, 1023);

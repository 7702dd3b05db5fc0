-- Keys of the keyed hashes by which erased people are told apart. No tenant, no policy and no grant but the definer's.
set local role palisade_owner;

create table privacy.secrets (
    name   text   not null,
    value  bytea  not null,
    constraint secrets_pkey primary key (name),
    constraint secrets_value_is_long check (length(value) >= 32)
);

comment on table privacy.secrets is 'Keys that only the definer''s functions read.';
comment on column privacy.secrets.name is 'subjects: of the hashes of people; acts: of the proof that a procedure runs.';
comment on column privacy.secrets.value is 'The key; random, made with the database.';

alter table privacy.secrets enable row level security;
alter table privacy.secrets force row level security;

create policy secrets_closed on privacy.secrets as restrictive to public
    using      (current_user = 'palisade_definer')
    with check (current_user = 'palisade_owner');

create policy secrets_insert_owner on privacy.secrets for insert to palisade_owner
    with check (true);

grant select on privacy.secrets to palisade_definer;

insert into privacy.secrets (name, value)
select name, decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')
from unnest('{subjects,acts}'::text[]) as name;

-- Module coaching: coaches of an organization, their sessions, their clients and what they write to them.
set local role palisade_owner;

create schema coaching;
comment on schema coaching is 'Coaching: coaches, clients, sessions, summaries and follow-ups.';

grant usage on schema coaching to
    palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer;

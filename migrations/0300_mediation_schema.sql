-- Module mediation: two partners, their conflicts, and what helps them.
set local role palisade_owner;

create schema mediation;
comment on schema mediation is 'Mediation for couples: conflicts, talks, private venting, calendar and repair.';

grant usage on schema mediation to
    palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer;

-- Module training: voice training of a company's people, recorded, transcribed and scored.
set local role palisade_owner;

create schema training;
comment on schema training is 'Voice training: companies, trainees, sessions and what is learnt from them.';

grant usage on schema training to
    palisade_member, palisade_analyst, palisade_admin, palisade_service, palisade_definer;

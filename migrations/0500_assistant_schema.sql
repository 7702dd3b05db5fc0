-- Module assistant: a person's conversations with a machine, in the tenant of their own account.
set local role palisade_owner;

create schema assistant;
comment on schema assistant is 'Conversations of a person with an assistant.';

grant usage on schema assistant to palisade_member, palisade_admin, palisade_service, palisade_definer;

\echo # the outbox: what changes a row asks for its copies; jobs take each once, in the order of each key
begin;
\ir fixtures/two_couples.sql
delete from core.outbox;
delete from core.stored_objects;
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
\echo # a document, then shared, then deleted; private venting asks for nothing
select id as document from mediation.upload_profile_document('personality', 'me.pdf', content_sha256 => repeat('a', 64), size_bytes => 10) \gset
select bucket, visibility, owner_user_id = palisade.user_id() as own, state, sha256 is not null as hashed from core.stored_objects where source_id = :'document';
update mediation.profile_documents set visibility = 'shared' where id = :'document';
select visibility from core.stored_objects where source_id = :'document';
select mediation.delete_profile_document(:'document');
select state from core.stored_objects where source_id = :'document';
select role from mediation.add_rant_message('Nobody else reads this.');
\echo # a transcript, when its conflict is over
select status from mediation.capture_conflict_transcript(pg_temp.key('c', '020', 1));
select bucket, visibility, owner_user_id from core.stored_objects where source_table = 'mediation.conflicts';
\echo # people put nothing in, and take nothing out
select core.put_object('profiles', 'x', 'a/b', null, 'members', 'a.b', palisade.user_id());
select core.discard_copies('mediation.profile_documents', pg_temp.key('c', '027', 2));
select topic from core.claim_outbox();
set local role palisade_admin;
select topic from core.claim_outbox();
\echo # a job takes what is due of its tenant: of each key the first
set local role palisade_service;
select topic, split_part(key, '/', 1) as place, attempts from core.claim_outbox() order by 1, 2;
select topic from core.claim_outbox();
select topic, split_part(key, '/', 1) as place, state from core.outbox order by seq;
\echo # done: the next of its key follows; failed: later, and in the end never
select core.finish_outbox(id) from core.outbox where topic = 'object.put' order by key;
select bucket, state from core.stored_objects order by key;
select topic, split_part(key, '/', 1) as place from core.claim_outbox();
select core.finish_outbox(id, 'the store does not answer') from core.outbox where topic = 'object.delete';
select state, attempts, not_before > now() as later, last_error from core.outbox where topic = 'object.delete';
select topic from core.claim_outbox();
select core.finish_outbox(id) from core.outbox where topic = 'object.delete';
reset role;
update core.outbox set attempts = 9, not_before = now() where topic = 'object.delete';
set local role palisade_service;
select topic, attempts from core.claim_outbox();
select core.finish_outbox(id, 'the store does not answer') from core.outbox where topic = 'object.delete';
select topic from core.claim_outbox();
\echo # a job that its worker lost is taken again
reset role;
update core.outbox set claimed_at = now() - interval '11 minutes' where topic = 'vector.put' and key like 'transcripts%';
set local role palisade_service;
select topic, attempts from core.claim_outbox();
\echo # another tenant, or none
select pg_temp.become('d', 1) \g /dev/null
select topic from core.claim_outbox();
select pg_temp.become(null, 1) \g /dev/null
select topic from core.claim_outbox();
\echo # PUBLIC may not call them, and no search path leads them astray
reset role;
select proname, prosecdef, proconfig, pg_get_userbyid(proowner) as owner, has_function_privilege('palisade_authenticator', oid, 'execute') as login_may,
       has_function_privilege('palisade_member', oid, 'execute') as member_may, has_function_privilege('palisade_service', oid, 'execute') as service_may
from pg_proc where pronamespace = 'core'::regnamespace and proname in ('put_object', 'put_vector', 'set_copies_visibility', 'discard_copies', 'claim_outbox', 'finish_outbox') order by 1;
rollback;

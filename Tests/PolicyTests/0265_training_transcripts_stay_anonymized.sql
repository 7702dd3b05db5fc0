\echo # an anonymized transcript stays as it is, for everybody
begin;
\ir fixtures/two_companies.sql
update training.transcripts
set content = '[ANONYMIZED BY USER REQUEST]', structured_content = '{"anonymized": true, "timestamp": "2026-06-01T00:00:00Z"}',
    is_anonymized = true, anonymized_at = timestamptz '2026-06-01 00:00Z'
where session_id = pg_temp.key('a', '003', 3);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
update training.transcripts set content = 'The late chunk';
set local role palisade_service;
update training.transcripts set structured_content = structured_content || '[{"speaker": "trainee", "text": "late"}]';
select content, structured_content from training.transcripts where session_id = pg_temp.key('a', '003', 3);
\echo # a flag without a time, or words under the flag, cannot be written
reset role;
update training.transcripts set is_anonymized = true where session_id = pg_temp.key('a', '003', 4);
update training.transcripts set is_anonymized = true, anonymized_at = now() where session_id = pg_temp.key('a', '003', 4);
rollback;

\echo # training.sessions: states come in their order, and a session that ends has its transcript put together
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_live_transcripts.sql
insert into training.transcript_chunks (tenant_id, transcript_id, client_key, speaker, start_ms, end_ms, text, payload) values (pg_temp.tenant('a'), pg_temp.key('a', '006', 5), 'k1', 'customer', 900, 1800, 'And the  second', '{"confidence": 0.9}');
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
\echo # no state is left out, and none comes back
update training.sessions set status = 'analyzed' where id = pg_temp.key('a', '003', 5);
update training.sessions set status = 'archived' where id = pg_temp.key('a', '003', 5);
update training.sessions set status = 'active' where id = pg_temp.key('a', '003', 3);
update training.sessions set status = 'gone' where id = pg_temp.key('a', '003', 5);
\echo # at the end: an end, a length, and one transcript
update training.sessions set status = 'completed', ended_at = started_at + interval '90 seconds' where id = pg_temp.key('a', '003', 5) returning status, duration_seconds;
select content, jsonb_pretty(structured_content) as segments, word_count, compacted_to_seq from training.transcripts where id = pg_temp.key('a', '006', 5);
select count(*) as pieces_left from training.transcript_chunks where transcript_id = pg_temp.key('a', '006', 5);
\echo # it is put away and taken back
update training.sessions set status = 'archived' where id = pg_temp.key('a', '003', 5) returning status;
update training.sessions set status = 'completed' where id = pg_temp.key('a', '003', 5) returning status;
\echo # an admin ends one as well, without a right to the words
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
update training.sessions set status = 'completed' where id = pg_temp.key('a', '003', 6) returning status;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 4)::text, true) \g /dev/null
set local role palisade_member;
select content, word_count from training.transcripts where id = pg_temp.key('a', '006', 6);
\echo # what was anonymized stays so
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;

reset role;
insert into training.sessions (tenant_id, id, trainee_id, title, started_at) values (pg_temp.tenant('a'), pg_temp.key('a', '003', 7), pg_temp.key('a', '002', 3), 'Seventh', timestamptz '2026-05-06 10:00Z');
insert into training.transcripts (tenant_id, id, session_id) values (pg_temp.tenant('a'), pg_temp.key('a', '006', 7), pg_temp.key('a', '003', 7));
insert into training.transcript_chunks (tenant_id, transcript_id, client_key, speaker, text) values (pg_temp.tenant('a'), pg_temp.key('a', '006', 7), 'k1', 'trainee', 'Words');
update training.transcripts set is_anonymized = true, anonymized_at = now(), content = '[ANONYMIZED BY USER REQUEST]', structured_content = '{"anonymized": true}' where id = pg_temp.key('a', '006', 7);
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
update training.sessions set status = 'completed' where id = pg_temp.key('a', '003', 7) returning status;
select content, structured_content from training.transcripts where id = pg_temp.key('a', '006', 7);
\echo # a long one is put together as it grows; the latest hundred stay pieces, and a key is known in both
reset role;
insert into training.sessions (tenant_id, id, trainee_id, title, started_at) values (pg_temp.tenant('a'), pg_temp.key('a', '003', 8), pg_temp.key('a', '002', 3), 'Eighth', timestamptz '2026-05-06 10:00Z');
insert into training.transcripts (tenant_id, id, session_id) values (pg_temp.tenant('a'), pg_temp.key('a', '006', 8), pg_temp.key('a', '003', 8));
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select count(*), max(piece.seq), bool_or(piece.was_repeated) from generate_series(1, 501) n, lateral training.append_transcript_chunk(pg_temp.key('a', '003', 8), 'k' || n, 'trainee', 'Word ' || n) as piece;
select compacted_to_seq, jsonb_array_length(structured_content) as segments, word_count from training.transcripts where id = pg_temp.key('a', '006', 8);
select count(*), min(seq), max(seq) from training.transcript_chunks where transcript_id = pg_temp.key('a', '006', 8);
select seq, was_repeated from training.append_transcript_chunk(pg_temp.key('a', '003', 8), 'k7', 'trainee', 'Word 7');
select seq, was_repeated from training.append_transcript_chunk(pg_temp.key('a', '003', 8), 'k450', 'trainee', 'Word 450');
update training.sessions set status = 'completed' where id = pg_temp.key('a', '003', 8) returning status;
select jsonb_array_length(structured_content) as segments, word_count, content like '%trainee: Word 400%' as whole,
       (select bool_and((segment ->> 'seq')::bigint = n and segment ->> 'text' = 'Word ' || n) from jsonb_array_elements(structured_content) with ordinality as each (segment, n)) as in_order
from training.transcripts where id = pg_temp.key('a', '006', 8);
select seq, was_repeated from training.append_transcript_chunk(pg_temp.key('a', '003', 8), 'k501', 'trainee', 'Word 501');
\echo # nobody calls what puts together
select training.compact_transcript(pg_temp.tenant('b'), pg_temp.key('b', '006', 5), 0);
rollback;

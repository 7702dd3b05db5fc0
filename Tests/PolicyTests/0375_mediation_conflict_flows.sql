\echo # a conflict from its first word to its end: each step once, however often it is sent
begin;
\ir fixtures/two_couples.sql
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
\echo # begun once
select id as first, status from mediation.start_conflict(started_at => '2026-06-01 20:00Z', conflict_topics => '{finances}', client_key => 'k1') \gset
select id = :'first' as same, severity_score from mediation.start_conflict(severity_score => 0.9, client_key => 'k1');
\echo # turns, each once, in their order; one that fails leaves no gap
select seq, speaker, speaker_user_id from mediation.append_conflict_segment(:'first', 'partner_a', 'One', 0, 900, client_key => 's1');
select seq, speaker, speaker_user_id from mediation.append_conflict_segment(:'first', 'partner_b', 'Two', 900, 1800, 'de', '{"tone": "loud"}', 's2');
select seq, text from mediation.append_conflict_segment(:'first', 'partner_b', 'Two, once more', client_key => 's2');
select seq from mediation.append_conflict_segment(:'first', 'neighbour', 'Shh');
select seq from mediation.append_conflict_segment(:'first', 'other', 'Three');
\echo # the other partner captures it, with the turns that were not sent; what is malformed captures nothing
select pg_temp.become('c', 2) \g /dev/null
select status from mediation.capture_conflict_transcript(:'first', '{"text": "no array"}');
select status from mediation.capture_conflict_transcript(:'first', '[{"speaker": "PARTNER_A"}]');
select status from mediation.capture_conflict_transcript(:'first', '[{"speaker": "PARTNER_A", "text": "Four", "startMs": "soon"}]');
select status, segment_count from mediation.conflicts where id = :'first';
select status, segment_count, transcript_summary, severity_score, conflict_topics, transcript_path like '%/' || :'first' || '.json' as at_its_place, ended_at
from mediation.capture_conflict_transcript(:'first', '[{"speaker": "PARTNER_A", "text": "Four", "startMs": 2000, "endMs": 2500}, {"speaker": "partner_b", "text": "Two, again", "clientKey": "s2"}]', 'About the rent.', '2026-06-01 20:30Z', 0.4);
\echo # sent once more: as it is; a turn that was there is answered, a new one refused
select status, segment_count, transcript_summary from mediation.capture_conflict_transcript(:'first', '[{"text": "Late"}]', 'Another summary.');
select seq from mediation.append_conflict_segment(:'first', 'partner_b', 'Two', client_key => 's2');
select seq from mediation.append_conflict_segment(:'first', 'partner_b', 'Late');
select seq, speaker, text from mediation.conflict_segments where conflict_id = :'first' order by seq;
\echo # only forward
select status from mediation.update_conflict_status(:'first', 'resolved');
select status from mediation.update_conflict_status(:'first', 'completed');
select status, version from mediation.update_conflict_status(:'first', 'completed');
select status from mediation.update_conflict_status(:'first', 'lost');
\echo # nothing to capture
select status from mediation.capture_conflict_transcript(pg_temp.key('c', '020', 2));
select status from mediation.conflicts where id = pg_temp.key('c', '020', 2);
\echo # those of couple D, and one that is not there: the same answer
select status from mediation.update_conflict_status(pg_temp.key('d', '020', 1), 'processing');
select status from mediation.update_conflict_status(pg_temp.key('c', '00f', 9), 'processing');
select seq from mediation.append_conflict_segment(pg_temp.key('d', '020', 1), 'other', 'Foreign');
select seq from mediation.append_conflict_segment(pg_temp.key('c', '00f', 9), 'other', 'Nowhere');
select status from mediation.capture_conflict_transcript(pg_temp.key('d', '020', 1), '[{"text": "Foreign"}]');
\echo # somebody who is no partner of this couple begins nothing in it, nor does anybody without a tenant
select set_config('palisade.user_id', pg_temp.key('d', '001', 1)::text, true) \g /dev/null
select status from mediation.start_conflict();
select pg_temp.become(null, 1) \g /dev/null
select status from mediation.start_conflict();
\echo # roles that may not call it
set local role palisade_admin;
select status from mediation.start_conflict();
set local role palisade_analyst;
select status from mediation.start_conflict();
set local role palisade_anon;
select status from mediation.start_conflict();
rollback;

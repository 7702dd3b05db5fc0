\echo # rows of the former databases, in both shapes, each once, in the name of whose they are
begin;
\ir fixtures/two_couples.sql
delete from core.outbox;
delete from core.stored_objects;
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_service;
prepare import(text, text) as select mediation.import_row($1, $2::jsonb) as added;
\echo # Serene: a conflict with its transcript and one session in one row
execute import('relationships', '{"id": "11111111-1111-4111-8111-111111111100", "partner_a_name": "Ann", "partner_b_name": "Bob", "status": "paused", "metadata": {"city": "Bonn"}, "created_at": "2024-01-01T10:00:00"}');
execute import('relationships', '{"id": "11111111-1111-4111-8111-111111111100", "partner_a_name": "Changed"}');
select partner_a_name, partner_b_name, status, metadata, created_at from mediation.relationships;
execute import('conflicts', '{"id": "11111111-1111-4111-8111-111111111101", "started_at": "2024-02-01T20:00:00+01:00", "ended_at": "2024-02-01 19:30:00", "status": "resolved", "transcript_s3_path": "s3://bucket/old.json", "severity_score": 0.75, "conflict_topics": ["communication", "finances"], "transcript_vector_id": "22222222-2222-4222-8222-222222222222"}');
execute import('conflicts', '{"id": "11111111-1111-4111-8111-111111111101", "started_at": "2024-02-01T20:00:00+01:00", "status": "active"}');
select started_at, ended_at, status, severity_score, conflict_topics, transcript_path like '%/11111111-1111-4111-8111-111111111101.json' as at_its_place, transcript_vector_id from mediation.conflicts where id = '11111111-1111-4111-8111-111111111101';
execute import('mediator_sessions', '{"id": "11111111-1111-4111-8111-111111111102", "conflict_id": "11111111-1111-4111-8111-111111111101", "partner_id": "partner_a", "session_started_at": "2024-02-02T08:00:00Z", "session_ended_at": "2024-02-02T08:10:00Z", "message_count": 7, "sentiment_trend": "improving"}');
execute import('mediator_messages', '{"id": "11111111-1111-4111-8111-111111111103", "session_id": "11111111-1111-4111-8111-111111111102", "content": [{"role": "user", "content": "I am sorry", "timestamp": "2024-02-02T08:00:10Z"}, {"role": "assistant", "content": "What for?", "timestamp": "2024-02-02T08:00:20Z"}, {"role": "user", "content": "The shouting", "timestamp": "2024-02-02T08:00:40Z"}], "total_messages": 3}');
execute import('mediator_messages', '{"id": "11111111-1111-4111-8111-111111111103", "session_id": "11111111-1111-4111-8111-111111111102", "content": [{"role": "user", "content": "I am sorry"}]}');
select seq, role, content, created_at from mediation.mediator_messages where session_id = '11111111-1111-4111-8111-111111111102' order by seq;
select message_count, user_message_count, assistant_message_count, session_duration_seconds, sentiment_trend, owner_user_id = palisade.user_id() as own from mediation.mediator_sessions where id = '11111111-1111-4111-8111-111111111102';
\echo # HeartSync: one row per message, a time of day as the date of an entry
execute import('mediator_messages', '{"id": "11111111-1111-4111-8111-111111111104", "session_id": "11111111-1111-4111-8111-111111111102", "role": "assistant", "content": "Good.", "created_at": "2024-02-02 08:09:00", "metadata": null}');
execute import('mediator_messages', '{"id": "11111111-1111-4111-8111-111111111104", "session_id": "11111111-1111-4111-8111-111111111102", "role": "assistant", "content": "Good.", "created_at": "2024-02-02 08:09:00", "metadata": null}');
select message_count, session_ended_at from mediation.mediator_sessions where id = '11111111-1111-4111-8111-111111111102';
execute import('cycle_events', '{"id": "11111111-1111-4111-8111-111111111105", "partner_id": "partner_a", "event_type": "ovulation", "timestamp": "2024-02-10 23:30:00", "notes": "felt it"}');
execute import('rant_messages', '{"id": "11111111-1111-4111-8111-111111111106", "conflict_id": "11111111-1111-4111-8111-111111111101", "partner_id": "partner_a", "role": "user", "content": "Enough", "created_at": "2024-02-01 20:00:00", "sentiment_score": -0.5, "emotion_tags": ["angry"]}');
execute import('profiles', '{"id": "11111111-1111-4111-8111-111111111107", "pdf_type": "girlfriend_profile", "partner_id": "partner_a", "filename": "me.pdf", "file_path": "old/me.pdf", "pdf_id": "33333333-3333-4333-8333-333333333333", "extracted_text_length": 100, "uploaded_at": "2024-01-05 10:00:00"}');
execute import('profiles', '{"id": "11111111-1111-4111-8111-111111111108", "profile_type": "handbook", "partner_id": null, "filename": "us.pdf", "s3_path": "old/us.pdf", "pinecone_vector_id": "22222222-2222-4222-8222-222222222222", "page_count": 4}');
execute import('memorable_dates', '{"id": "11111111-1111-4111-8111-111111111109", "event_type": "anniversary", "title": "Us", "event_date": "2019-06-21", "is_recurring": true}');
execute import('conflict_analysis', '{"id": "11111111-1111-4111-8111-11111111110a", "conflict_id": "11111111-1111-4111-8111-111111111101", "analysis_path": "old.json", "analyzed_at": "2024-02-03 10:00:00"}');
execute import('repair_plans', '{"id": "11111111-1111-4111-8111-11111111110b", "conflict_id": "11111111-1111-4111-8111-111111111101", "partner_requesting": "partner_a", "plan_data": {"steps": []}, "action_items": [{"action": "Call", "completed": true}, {"action": "Cook", "completed": false}], "completion_percentage": 99, "generated_at": "2024-02-03 10:00:00"}');
execute import('intimacy_events', '{"id": "11111111-1111-4111-8111-11111111110c", "timestamp": "2024-02-14 22:00:00", "initiator_partner_id": "partner_b"}');
select event_date, logged_at, visibility, partner_id from mediation.cycle_events where notes = 'felt it';
select content, partner_id, emotion_tags, created_at from mediation.rant_messages where content = 'Enough';
select filename, profile_type, visibility, partner_id, file_path = tenant_id || '/' || pdf_id || '.pdf' as by_key, vector_id from mediation.profile_documents where id::text like '11111111%' order by id;
select title, created_by_user_id from mediation.memorable_dates where id::text like '11111111%';
select revision, analysis_data, analyzed_at from mediation.conflict_analysis where id::text like '11111111%';
select partner_requesting, completion_percentage from mediation.repair_plans where id::text like '11111111%';
select occurred_at, initiator_partner_id, initiator_user_id from mediation.intimacy_events where id::text like '11111111%';
\echo # the objects have to be put where they are looked for
select bucket, split_part(key, '/', 2) as name, visibility from core.stored_objects order by 1, 2;
\echo # what belongs to the other partner, what says not whose it is, what breaks a rule, what is no row
execute import('rant_messages', '{"id": "11111111-1111-4111-8111-11111111110d", "partner_id": "partner_b", "role": "user", "content": "Forged"}');
execute import('profiles', '{"id": "11111111-1111-4111-8111-11111111110d", "partner_id": "partner_b", "pdf_type": "boyfriend_profile", "filename": "x.pdf"}');
execute import('mediator_messages', '{"id": "11111111-1111-4111-8111-11111111110d", "session_id": "00000000-0000-4000-8025-0000000000c2", "role": "user", "content": "Forged"}');
execute import('cycle_events', '{"id": "11111111-1111-4111-8111-11111111110d", "event_type": "ovulation", "event_date": "2024-01-01"}');
execute import('conflicts', '{"id": "11111111-1111-4111-8111-11111111110d", "started_at": "2024-01-01", "severity_score": 7.5}');
execute import('conflicts', '{"started_at": "2024-01-01"}');
execute import('conflicts', '[]');
execute import('users', '{"id": "11111111-1111-4111-8111-11111111110d"}');
\echo # nobody but jobs
set local role palisade_member;
execute import('conflicts', '{"id": "11111111-1111-4111-8111-11111111110d", "started_at": "2024-01-01"}');
reset role;
select proname, prosecdef, proconfig, pg_get_userbyid(proowner) as owner, has_function_privilege('palisade_member', oid, 'execute') as member_may, has_function_privilege('palisade_service', oid, 'execute') as service_may
from pg_proc where pronamespace = 'mediation'::regnamespace and proname like 'import_%' order by 1;
rollback;

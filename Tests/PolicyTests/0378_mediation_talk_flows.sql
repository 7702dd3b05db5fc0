\echo # talks with the mediator and private venting: each message once, seen by whom it is for
begin;
\ir fixtures/two_couples.sql
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
\echo # opened once, private unless shared
select id as own, partner_id from mediation.start_mediator_session(pg_temp.key('c', '020', 1), client_key => 'k') \gset
select id = :'own' as same, partner_id from mediation.start_mediator_session(pg_temp.key('c', '020', 1), client_key => 'k');
select id as shared from mediation.start_mediator_session(shared => true) \gset
select partner_id, owner_user_id from mediation.mediator_sessions where id = :'shared';
\echo # messages, each once, in their order, and counted
select seq, role, author_user_id from mediation.append_mediator_message(:'own', 'user', 'I am angry.', client_key => 'm1');
select seq, role, author_user_id from mediation.append_mediator_message(:'own', 'assistant', 'What happened?', client_key => 'm2');
select seq, content from mediation.append_mediator_message(:'own', 'user', 'I am very angry.', client_key => 'm1');
select seq from mediation.append_mediator_message(:'own', 'narrator', 'Silence.');
select seq from mediation.append_mediator_message(:'own', 'user', 'He laughed.');
select message_count, user_message_count, assistant_message_count from mediation.mediator_sessions where id = :'own';
\echo # the other partner: not the private one, but the shared one
select pg_temp.become('c', 2) \g /dev/null
select seq from mediation.append_mediator_message(:'own', 'user', 'Let me in.');
select session_ended_at from mediation.end_mediator_session(:'own');
select seq, author_user_id from mediation.append_mediator_message(:'shared', 'user', 'I am here too.');
\echo # a key of the other partner is no key of mine
select id = :'own' as same from mediation.start_mediator_session(client_key => 'k');
\echo # ended once; a message that was there is answered, a new one refused
select pg_temp.become('c', 1) \g /dev/null
select session_duration_seconds, sentiment_trend from mediation.end_mediator_session(:'own', 'improving');
select session_duration_seconds, sentiment_trend from mediation.end_mediator_session(:'own');
select sentiment_trend from mediation.end_mediator_session(:'own', 'fine');
select seq from mediation.append_mediator_message(:'own', 'assistant', 'What happened?', client_key => 'm2');
select seq from mediation.append_mediator_message(:'own', 'user', 'Late.');
\echo # about a conflict of couple D, and one that is not there
select 1 from mediation.start_mediator_session(pg_temp.key('d', '020', 1));
select 1 from mediation.start_mediator_session(pg_temp.key('c', '00f', 9));
\echo # venting: kept once, for its author alone
select id as rant, partner_id, role, emotion_tags from mediation.add_rant_message('Enough!', conflict_id => pg_temp.key('c', '020', 1), sentiment_score => -0.9, emotion_tags => '{angry}', client_key => 'r') \gset
select id = :'rant' as same, content from mediation.add_rant_message('Enough, really!', client_key => 'r');
select 1 from mediation.add_rant_message('Enough!', sentiment_score => -1.1);
select 1 from mediation.add_rant_message('Enough!', conflict_id => pg_temp.key('d', '020', 1));
select pg_temp.become('c', 2) \g /dev/null
select content from mediation.rant_messages where id = :'rant';
select id = :'rant' as same, partner_id from mediation.add_rant_message('Mine', client_key => 'r');
\echo # a job acts in the name of one partner, and sees no more
set local role palisade_service;
select content from mediation.rant_messages order by content;
select partner_id from mediation.add_rant_message('I hear you.', role => 'assistant');
\echo # roles that may not call it
set local role palisade_admin;
select 1 from mediation.add_rant_message('x');
set local role palisade_analyst;
select 1 from mediation.start_mediator_session();
rollback;

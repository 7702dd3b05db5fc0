\echo # mediation.conflict_segments: both partners read and append; nobody changes what was said
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, seq, speaker, text from mediation.conflict_segments where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by tenant_id, seq;
prepare try_insert(text) as insert into mediation.conflict_segments (tenant_id, conflict_id, speaker, text) values (pg_temp.tenant($1), pg_temp.key($1, '020', 1), 'partner_a', 'New');
prepare try_update(text) as update mediation.conflict_segments set text = 'Changed' where tenant_id = pg_temp.tenant($1);
prepare try_move(text, text) as update mediation.conflict_segments set tenant_id = pg_temp.tenant($2) where tenant_id = pg_temp.tenant($1);
prepare try_delete(text) as delete from mediation.conflict_segments where tenant_id = pg_temp.tenant($1);
\ir fixtures/every_partner.sql

\echo # place and account are set by the server; several rows of one statement follow each other
select pg_temp.become('c', 1) \g /dev/null
set local role palisade_member;
insert into mediation.conflict_segments (conflict_id, speaker, text)
values (pg_temp.key('c', '020', 2), 'partner_b', 'One'), (pg_temp.key('c', '020', 2), 'other', 'Two') returning seq, speaker, speaker_user_id;
insert into mediation.conflict_segments (conflict_id, seq, speaker, text) values (pg_temp.key('c', '020', 2), 9, 'other', 'Chosen');
select segment_count from mediation.conflicts order by id;
\echo # a retry with a key of the client is refused whole, and counts nothing
insert into mediation.conflict_segments (conflict_id, speaker, text, client_key) values (pg_temp.key('c', '020', 2), 'other', 'Three', 'k') returning seq;
insert into mediation.conflict_segments (conflict_id, speaker, text, client_key) values (pg_temp.key('c', '020', 2), 'other', 'Three', 'k');
insert into mediation.conflict_segments (conflict_id, speaker, text, client_key) values (pg_temp.key('c', '020', 2), 'other', 'Three', 'k') on conflict do nothing;
select segment_count from mediation.conflicts order by id;
\echo # a conflict of D and one that is not there: the same answer
insert into mediation.conflict_segments (conflict_id, speaker, text) values (pg_temp.key('d', '020', 1), 'other', 'Foreign');
insert into mediation.conflict_segments (conflict_id, speaker, text) values (pg_temp.key('c', '00f', 9), 'other', 'Nowhere');
\echo # nothing more is said in a conflict that is over
update mediation.conflicts set status = 'processing' where id = pg_temp.key('c', '020', 2);
insert into mediation.conflict_segments (conflict_id, speaker, text) values (pg_temp.key('c', '020', 2), 'other', 'Late');
rollback;

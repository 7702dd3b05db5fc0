\echo # coaching: templates are saved and filled, follow-ups written and sent
begin;
\ir fixtures/two_companies.sql
\ir fixtures/two_organizations.sql
\echo # gaps are filled in one pass; what fills them is not looked at for gaps
select coaching.fill_template('Dear {{name}}, {{ words }} {{none}} {{n}}\1', '{"name": "{{words}}", "words": "a\\1b", "none": null, "n": 3}');
select coaching.fill_template('No gaps', '{}'), coaching.fill_template('{{all}}', '{"all": "x"}');
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select text, missing from coaching.render_template(pg_temp.key('a', '015', 5), pg_temp.key('a', '014', 3));
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select text, missing from coaching.render_template(pg_temp.key('a', '015', 5), pg_temp.key('a', '014', 3));
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select text, missing from coaching.render_template(pg_temp.key('a', '015', 5), pg_temp.key('a', '014', 3));
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select text, missing from coaching.render_template(pg_temp.key('a', '015', 5), pg_temp.key('a', '014', 3));
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select text, missing from coaching.render_template(pg_temp.key('a', '015', 5), pg_temp.key('a', '014', 3));
rollback to tried;

select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
\echo # from a summary, and what is given besides
select text, missing from coaching.render_template(pg_temp.key('a', '015', 3), pg_temp.key('a', '014', 3));
select text, missing from coaching.render_template(pg_temp.key('a', '015', 3), pg_temp.key('a', '014', 3), '{"greeting": "hello", "client_name": "Ann"}');
\echo '# not a colleague''s template, nor from a colleague''s summary'
select text from coaching.render_template(pg_temp.key('a', '015', 4));
select text from coaching.render_template(pg_temp.key('a', '015', 5), pg_temp.key('a', '014', 4));
select text from coaching.render_template(pg_temp.key('b', '015', 5));
\echo '# a new default takes the place of the old one; the shared ones and a colleague''s stay'
select name, is_default from coaching.save_template('One', 'reminder', 'x {{a}}', is_default => true);
select name, is_default, variables from coaching.save_template('Two', 'reminder', 'y {{b}}', is_default => true);
select name, is_default from coaching.templates where type = 'reminder' order by name;
select name, content, variables from coaching.save_template('Three', 'follow_up', 'z', template_id => pg_temp.key('a', '015', 3));
select name from coaching.save_template('Forged', 'follow_up', 'z', template_id => pg_temp.key('a', '015', 5));
select name from coaching.save_template('Forged', 'follow_up', 'z', template_id => pg_temp.key('a', '015', 4));
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select name, coach_id from coaching.save_template('For all', 'reminder', 'x', is_default => true);
select name, coach_id is null as shared from coaching.save_template('Shared anew', 'follow_up', 'x', template_id => pg_temp.key('a', '015', 5));
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
\echo # a follow-up from a template, or in own words; the same key makes one
select subject, body, status, client_id = pg_temp.key('a', '012', 3) as to_the_client from coaching.schedule_follow_up(pg_temp.key('a', '014', 3), timestamptz '2026-06-02 08:00Z', pg_temp.key('a', '015', 5), 'Thanks', client_key => 'f1');
select subject, status from coaching.schedule_follow_up(pg_temp.key('a', '014', 3), subject => 'Other', client_key => 'f1');
select subject, body, status from coaching.schedule_follow_up(pg_temp.key('a', '014', 3), subject => 'Own', body => 'My own words');
select count(*) from coaching.follow_ups where client_key = 'f1';
\echo '# not with gaps that nothing fills, not for a colleague''s summary'
select name from coaching.save_template('Gaps', 'follow_up', '{{greeting}} {{client_name}}', template_id => pg_temp.key('a', '015', 3));
select body from coaching.schedule_follow_up(pg_temp.key('a', '014', 3), template_id => pg_temp.key('a', '015', 3));
select body from coaching.schedule_follow_up(pg_temp.key('a', '014', 3), template_id => pg_temp.key('a', '015', 3), variables => '{"greeting": "Hi"}');
select body from coaching.schedule_follow_up(pg_temp.key('a', '014', 4), body => 'Forged');
\echo # sent once, also when it is said twice
select status, sent_at is not null as has_time from coaching.mark_follow_up_sent(pg_temp.key('a', '016', 3));
select status from coaching.mark_follow_up_sent(pg_temp.key('a', '016', 3));
select status from coaching.mark_follow_up_sent(pg_temp.key('a', '016', 4));
\echo ## palisade_anon
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', null)::text, true) \g /dev/null
set local role palisade_anon;
select status from coaching.mark_follow_up_sent(pg_temp.key('a', '016', 4));
rollback to tried;
\echo ## palisade_member
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 3)::text, true) \g /dev/null
set local role palisade_member;
select status from coaching.mark_follow_up_sent(pg_temp.key('a', '016', 4));
rollback to tried;
\echo ## palisade_analyst
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 2)::text, true) \g /dev/null
set local role palisade_analyst;
select status from coaching.mark_follow_up_sent(pg_temp.key('a', '016', 4));
rollback to tried;
\echo ## palisade_admin
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_admin;
select status from coaching.mark_follow_up_sent(pg_temp.key('a', '016', 4));
rollback to tried;
\echo ## palisade_service
savepoint tried;
select set_config('palisade.tenant_id', pg_temp.tenant('a')::text, true), set_config('palisade.user_id', pg_temp.key('a', '001', 1)::text, true) \g /dev/null
set local role palisade_service;
select status from coaching.mark_follow_up_sent(pg_temp.key('a', '016', 4));
rollback to tried;
rollback;

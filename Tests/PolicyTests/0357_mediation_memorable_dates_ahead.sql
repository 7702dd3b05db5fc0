\echo # mediation.memorable_dates_ahead: the days of the couple under the policies of its reader
begin;
\ir fixtures/two_couples.sql
prepare try_select(text) as select tenant_id, title, next_occurrence >= current_date - 1 as is_ahead, days_until between -1 and 366 as within_a_year, next_occurrence - remind_on as days_before from mediation.memorable_dates_ahead where $1 = 'c' or tenant_id = pg_temp.tenant($1) order by id;
prepare try_insert(text) as select has_table_privilege('mediation.memorable_dates_ahead', 'insert') and $1 is not null as may;
prepare try_update(text) as select has_table_privilege('mediation.memorable_dates_ahead', 'update') and $1 is not null as may;
prepare try_move(text, text) as select has_table_privilege('mediation.memorable_dates_ahead', 'update') and $1 <> $2 as may;
prepare try_delete(text) as select has_table_privilege('mediation.memorable_dates_ahead', 'delete') and $1 is not null as may;
\ir fixtures/every_partner.sql

\echo # when a day comes next: leap years, a day that is over, one to come, today
reset role;
select first, recurring, today, mediation.next_occurrence(first, recurring, today)
from (values (date '2020-02-29', true, date '2026-01-10'), ('2020-02-29', true, '2026-02-28'), ('2020-02-29', true, '2026-03-01'),
             ('2020-02-29', true, '2027-03-01'), ('2020-06-15', true, '2026-06-15'), ('2020-06-15', true, '2026-06-16'),
             ('2020-12-31', true, '2026-01-01'), ('2026-06-20', false, '2026-06-15'), ('2026-06-10', false, '2026-06-15'),
             ('2030-06-10', true, '2026-06-15')) as days (first, recurring, today);
rollback;

-- While processing of a trainee is restricted (Art. 18 GDPR), the company's days are without them. Tenant: tenant_id.
-- The functions that keep the column follow in 0902, the trigger that changes it in 0904. A company whose days begin at
-- another moment gets new rows, of restricted and anonymized trainees too: they are no writing about them (0905).
set local role palisade_owner;

alter table training.trainee_daily add column is_counted boolean not null default true;

comment on column training.trainee_daily.is_counted is
    'Whether the company''s day holds it: not while processing of the trainee''s data is restricted.';

alter table privacy.mapped_tables add column is_derived boolean not null default false;

comment on column privacy.mapped_tables.is_derived is
    'Whether triggers alone write it, and compute it from tables where writes about erased people are refused: it has no '
    'such check of its own, since counting anew what was said before is no writing about a person.';

update privacy.mapped_tables set is_derived = true where relation = 'training.trainee_daily';

insert into privacy.data_map (relation, column_name, category, erase, anonymize, export) values
    ('training.trainee_daily', 'is_counted', 'technical', 'row', 'keep', 'yes');

\set t random(1, 200)
\set s random(1, 1000)
\startpipeline
select set_config('role', 'palisade_admin', true), set_config('request.jwt.claims', '{"sub":"b0000001-0000-4000-8000-000000000000","tenant_id":"a0000001-0000-4000-8000-000000000000","role":"admin","iat":1770000000,"exp":1890000000}', true), set_config('palisade.tenant_id', 'a' || lpad(to_hex(:t::int), 7, '0') || '-0000-4000-8000-000000000000', true), set_config('palisade.user_id', 'b' || lpad(to_hex(:t::int), 7, '0') || '-0000-4000-8000-000000000000', true), set_config('statement_timeout', '5000', true), set_config('transaction_read_only', 'on', true);
select palisade.enter();

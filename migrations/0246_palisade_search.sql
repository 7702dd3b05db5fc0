-- What full-text search of every module builds on: a configuration by language, and indexes that start with the tenant.
set local role palisade_owner;

-- Apart from everything else: what an extension brings is executable by PUBLIC, and no request role may look here.
create schema if not exists extensions;
comment on schema extensions is 'Objects of extensions. No tenant rows.';

-- GIN over (tenant_id, search_vector): without it, a word's entries of all tenants are read and then thrown away.
create extension if not exists btree_gin with schema extensions;

create function palisade.search_configuration(language text) returns regconfig
    language sql immutable parallel safe
    return case split_part(language, '-', 1)
        when 'ar' then 'pg_catalog.arabic'::regconfig
        when 'ca' then 'pg_catalog.catalan'::regconfig
        when 'da' then 'pg_catalog.danish'::regconfig
        when 'de' then 'pg_catalog.german'::regconfig
        when 'el' then 'pg_catalog.greek'::regconfig
        when 'en' then 'pg_catalog.english'::regconfig
        when 'es' then 'pg_catalog.spanish'::regconfig
        when 'eu' then 'pg_catalog.basque'::regconfig
        when 'fi' then 'pg_catalog.finnish'::regconfig
        when 'fr' then 'pg_catalog.french'::regconfig
        when 'ga' then 'pg_catalog.irish'::regconfig
        when 'hi' then 'pg_catalog.hindi'::regconfig
        when 'hu' then 'pg_catalog.hungarian'::regconfig
        when 'hy' then 'pg_catalog.armenian'::regconfig
        when 'id' then 'pg_catalog.indonesian'::regconfig
        when 'it' then 'pg_catalog.italian'::regconfig
        when 'lt' then 'pg_catalog.lithuanian'::regconfig
        when 'nb' then 'pg_catalog.norwegian'::regconfig
        when 'ne' then 'pg_catalog.nepali'::regconfig
        when 'nl' then 'pg_catalog.dutch'::regconfig
        when 'nn' then 'pg_catalog.norwegian'::regconfig
        when 'no' then 'pg_catalog.norwegian'::regconfig
        when 'pt' then 'pg_catalog.portuguese'::regconfig
        when 'ro' then 'pg_catalog.romanian'::regconfig
        when 'ru' then 'pg_catalog.russian'::regconfig
        when 'sr' then 'pg_catalog.serbian'::regconfig
        when 'sv' then 'pg_catalog.swedish'::regconfig
        when 'ta' then 'pg_catalog.tamil'::regconfig
        when 'tr' then 'pg_catalog.turkish'::regconfig
        when 'yi' then 'pg_catalog.yiddish'::regconfig
        else 'pg_catalog.simple'::regconfig
    end;
comment on function palisade.search_configuration(text) is
    'How words of a language (a BCP 47 tag) are reduced for search; those of an unknown one are taken as they are.';

grant execute on function palisade.search_configuration(text) to
    palisade_member, palisade_admin, palisade_service, palisade_definer;

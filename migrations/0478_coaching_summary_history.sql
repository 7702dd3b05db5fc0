-- A summary's words are kept each time they change, and words that change are no longer approved.
set local role palisade_owner;

create function coaching.count_summary_revision() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    new.revision := old.revision;  -- whatever the statement said
    if (new.wins, new.challenges, new.action_items, new.coach_recommendations, new.ai_version,
        new.coach_edited_version)
       is distinct from
       (old.wins, old.challenges, old.action_items, old.coach_recommendations, old.ai_version,
        old.coach_edited_version)
    then
        new.revision := old.revision + 1;
        new.approved_at := null;
    elsif new.approved_at is not null then
        -- A client cannot choose the time; approving again changes nothing.
        new.approved_at := coalesce(old.approved_at, pg_catalog.now());
    end if;
    return new;
end
$$;
comment on function coaching.count_summary_revision() is
    'Trigger: counts revision, withdraws the approval of other words, and sets the time of an approval.';

create trigger summaries_count_revision before update on coaching.summaries
    for each row execute function coaching.count_summary_revision();

grant create on schema coaching to palisade_definer;
set local role palisade_definer;

-- The definer's, because no request role may write the history.
create function coaching.keep_summary_revision() returns trigger
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into coaching.summary_revisions (tenant_id, summary_id, coach_id, client_id, revision, saved_by, wins,
                                            challenges, action_items, coach_recommendations, ai_version,
                                            coach_edited_version)
    values (new.tenant_id, new.id, new.coach_id, new.client_id, new.revision,
            case when current_setting('role') in ('palisade_member', 'palisade_admin') then 'coach' else 'service' end,
            new.wins, new.challenges, new.action_items, new.coach_recommendations, new.ai_version,
            new.coach_edited_version);
    return null;
end
$$;
comment on function coaching.keep_summary_revision() is 'Trigger: adds the summary''s words to its history.';
revoke execute on function coaching.keep_summary_revision() from public;
grant execute on function coaching.keep_summary_revision() to palisade_owner;

set local role palisade_owner;
revoke create on schema coaching from palisade_definer;

create trigger summaries_keep_first_revision after insert on coaching.summaries
    for each row execute function coaching.keep_summary_revision();

create trigger summaries_keep_revision after update on coaching.summaries
    for each row when (old.revision <> new.revision)
    execute function coaching.keep_summary_revision();

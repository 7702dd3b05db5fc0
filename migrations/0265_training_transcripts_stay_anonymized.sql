-- A late write must not bring back what a person had removed.
set local role palisade_owner;

create function training.refuse_words_after_anonymizing() returns trigger
    language plpgsql
    set search_path = ''
as $$
begin
    raise exception 'This transcript was anonymized; nothing can be written to it.' using errcode = 'PA409';
end
$$;
comment on function training.refuse_words_after_anonymizing() is 'Trigger: an anonymized transcript stays as it is.';

create trigger transcripts_stay_anonymized before update on training.transcripts
    for each row when (old.is_anonymized)
    execute function training.refuse_words_after_anonymizing();

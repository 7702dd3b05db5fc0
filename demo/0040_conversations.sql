-- Two invented people with accounts of their own, and what they talk about with the assistant. Keys, beside those of 0010:
--   aNNNNNNN-0000-4000-8000-…      tenant N (1 Sam Rivera, 2 Klara Vogel)
--   aNNNNNNN-0000-4000-8001-…1     the person
--   aNNNNNNN-0000-4000-8020-…M     conversation M, from 1; 8021 messages
create temp table demo_accounts as
select row.*, ('a' || lpad(row.number::text, 7, '0') || '-0000-4000-8000-000000000000')::uuid as tenant_id,
       ('a' || lpad(row.number::text, 7, '0') || '-0000-4000-8001-000000000001')::uuid as user_id
from (values
    (1, 'Sam Rivera', 'sam.rivera@mail.example', 'samr', 'America/Chicago', 'en-US', 'pro'),
    (2, 'Klara Vogel', 'klara.vogel@mail.example', 'klara', 'Europe/Vienna', 'de-AT', 'free')
) as row (number, name, email, username, time_zone, language, tier);

insert into core.tenants (id, kind, time_zone, default_language, created_at, updated_at)
select tenant_id, 'personal', time_zone, language, timestamptz '2026-02-01 09:00Z', timestamptz '2026-02-01 09:00Z'
from demo_accounts
on conflict do nothing;

insert into core.users (id, email, username, is_active, subscription_tier, last_login, created_at, updated_at)
select user_id, email, username, true, tier, timestamptz '2026-11-15 19:00Z', timestamptz '2026-02-01 09:00Z',
       timestamptz '2026-11-15 19:00Z'
from demo_accounts
on conflict do nothing;

insert into core.user_preferences (user_id, personality, presence_level, language, voice_settings, notification_settings,
                                   privacy_settings, updated_at)
select user_id, case number when 1 then 'friend' else 'coach' end, 'full', split_part(language, '-', 1),
       '{"voice": "alto", "speed": 1.1}', '{"email": false, "push": true}', '{"keep_audio": false}',
       timestamptz '2026-02-03 09:00Z'
from demo_accounts
on conflict do nothing;

insert into core.memberships (tenant_id, user_id, role, display_name, created_at, updated_at)
select tenant_id, user_id, 'admin', name, timestamptz '2026-02-01 09:00Z', timestamptz '2026-02-01 09:00Z'
from demo_accounts
on conflict do nothing;

-- Lines of a conversation, the person's and the assistant's by turns.
create temp table demo_talks (account integer, n integer, title text, personality text, began timestamptz, lines text[]);
insert into demo_talks values
    (1, 1, 'Training for the half marathon', 'coach', '2026-02-10 13:05Z', array[
        'I signed up for a half marathon in October and I have never run more than five miles.',
        'Congratulations on signing up! October leaves plenty of room. How many days a week can you run without rushing?',
        'Three, maybe four. My knees complain on hills.',
        'Then three it is: one easy run, one with short faster pieces on flat ground, and a long slow one at the weekend. We add a mile every second week.',
        'And strength training? I have two dumbbells and no patience.',
        'Fifteen minutes twice a week are enough: squats, calf raises, side planks. Your knees will thank you.']),
    (1, 2, 'Dinner for six, two vegetarians', 'friend', '2026-03-04 23:40Z', array[
        'Six people on Saturday, two of them vegetarian, and my oven heats unevenly. Ideas?',
        'A big pan of shakshuka with feta, flatbread from the stove, and a salad with oranges. Nothing that needs the oven.',
        'Can I make the sauce the day before?',
        'Yes, it gets better overnight. Warm it slowly and add the eggs when everybody sits down.']),
    (1, 3, 'The talk with my landlord', 'friend', '2026-05-21 02:10Z', array[
        'My landlord wants to raise the rent by 18 percent. I like it here. What do I say?',
        'Ask first how he got to that figure, and bring two comparable flats. You can like it and still negotiate.',
        'I hate negotiating. I always give in after five minutes.',
        'Then decide tonight what you would accept, write it on a card, and take a pause before you answer. Shall we rehearse?',
        'Yes. You be the landlord.',
        'Well, Sam, everything got more expensive. I really cannot go below fifteen percent.']),
    (1, 4, 'Names for the puppy', 'friend', '2026-08-02 17:25Z', array[
        'We are getting a dog. Grey, small, very serious face.',
        'A serious grey dog deserves a serious name: Professor, Magistrate, or Pebble for contrast.',
        'Pebble it is.']),
    (1, 5, 'Race week', 'coach', '2026-10-05 12:00Z', array[
        'Race is on Sunday. I slept badly and I feel slow.',
        'Slow legs in race week are normal: they are resting. Keep two short runs, eat as always, and lay your things out on Saturday noon.',
        'What if I have to walk?',
        'Then you walk for a minute and go on. You trained nine months for the finish line, not for a pace.']),
    (2, 1, 'Lernplan für die Prüfung', 'coach', '2026-02-14 08:30Z', array[
        'In sechs Wochen ist die Statistikprüfung, und ich verstehe die Regression immer noch nicht.',
        'Sechs Wochen reichen. Wir beginnen mit Beispielen statt mit Formeln. Welche Daten interessieren dich?',
        'Vielleicht Wohnungspreise in Wien.',
        'Sehr gut. Nimm Fläche und Miete von zwanzig Wohnungen; die Gerade, die du von Hand legen würdest, ist schon fast die Regression.']),
    (2, 2, 'Einschlafen', 'friend', '2026-06-30 21:55Z', array[
        'Meine Gedanken laufen im Kreis, und um sechs läutet der Wecker.',
        'Schreib die drei lautesten Gedanken auf einen Zettel, dann dürfen sie bis morgen warten. Danach atmen wir zusammen.',
        'Der lauteste ist die Arbeit.',
        'Dann ist das der erste auf dem Zettel. Und morgen um neun schauen wir ihn gemeinsam an.']),
    (2, 3, 'Geschenk für Oma', 'friend', '2026-11-01 16:20Z', array[
        'Oma wird achtzig und sagt, sie braucht nichts.',
        'Dann schenk ihr Zeit mit einem Anlass: ein Album mit Fotos, zu denen sie dir die Geschichten erzählt.',
        'Das ist schön. Ich nehme das alte Tonbandgerät mit.']);

insert into assistant.conversations (tenant_id, id, user_id, title, personality, language, created_at, updated_at)
select account.tenant_id, overlay(overlay(account.tenant_id::text placing '8020' from 20 for 4)
           placing lpad(to_hex(talk.n), 12, '0') from 25 for 12)::uuid,
       account.user_id, talk.title, talk.personality, split_part(account.language, '-', 1), talk.began, talk.began
from demo_talks as talk
join demo_accounts as account on account.number = talk.account
on conflict do nothing;

insert into assistant.messages (tenant_id, id, conversation_id, role, content, tokens_used, model, created_at)
select account.tenant_id, overlay(overlay(account.tenant_id::text placing '8021' from 20 for 4)
           placing lpad(to_hex(talk.n * 100 + line.n), 12, '0') from 25 for 12)::uuid,
       overlay(overlay(account.tenant_id::text placing '8020' from 20 for 4)
           placing lpad(to_hex(talk.n), 12, '0') from 25 for 12)::uuid,
       case line.n % 2 when 1 then 'user' else 'assistant' end, line.text,
       case line.n % 2 when 0 then length(line.text) / 4 + 12 end,
       case line.n % 2 when 0 then 'yu-large-2' end,
       talk.began + (line.n - 1) * interval '55 seconds'
from demo_talks as talk
join demo_accounts as account on account.number = talk.account
cross join lateral unnest(talk.lines) with ordinality as line (text, n)
order by talk.account, talk.n, line.n
on conflict do nothing;

-- Counting the messages moved the conversations to now; they were last spoken in when they were.
update assistant.conversations as conversation
set updated_at = latest.at
from (select tenant_id, conversation_id, max(created_at) as at
      from assistant.messages
      where tenant_id in (select tenant_id from demo_accounts)
      group by tenant_id, conversation_id) as latest
where conversation.tenant_id = latest.tenant_id and conversation.id = latest.conversation_id;

drop table pg_temp.demo_accounts, pg_temp.demo_talks;
analyze core.memberships, assistant.conversations, assistant.messages;

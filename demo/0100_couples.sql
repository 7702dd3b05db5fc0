-- Four invented couples: what they fought about, what they told the mediator, what each kept in private, and their
-- calendar. Run after 0010, by the same login. Written person by person, as the triggers want it. Everything derives
-- from the tables below and from hashes of readable keys, so that every load gives the same rows; a couple that is
-- there is left alone. Keys:
--   dCCCCCCC-0000-4000-8000-…      tenant and couple C
--   dCCCCCCC-0000-4000-8001-…N     partner N: 1 opened the account, 2 joined
--   dCCCCCCC-0000-4000-8BBB-…N     row N of another table
create temp table demo_couples as
select row.*,
       ('d' || lpad(row.number::text, 7, '0') || '-0000-4000-8000-000000000000')::uuid as tenant_id
from (values
    (1, 'de', 'Europe/Berlin',   'de-DE', 'Clara Winkler', 'Jonas Ahrens',  'clara.winkler@post.example', 'jonas@ahrens.example',
     2, date '2019-06-21', date '1991-03-14', date '1989-11-02'),
    (2, 'en', 'America/Chicago', 'en-US', 'Sam Okonkwo',   'Priya Raman',   'sam.okonkwo@mail.example',   'priya.raman@mail.example',
     2, date '2021-02-12', date '1993-08-30', date '1994-05-19'),
    (3, 'es', 'Europe/Madrid',   'es-ES', 'Mateo Linares', 'Alba Quintero', 'mateo@linares.example',      'alba.quintero@correo.example',
     2, date '2016-09-03', date '1987-01-25', date '1988-07-07'),
    (4, 'en', 'Europe/London',   'en-GB', 'Ruth Adeyemi',  'Hannah Price',  'ruth.adeyemi@mail.example',  'hannah.price@mail.example',
     1, date '2020-02-29', date '1990-12-08', date '1992-04-23')
) as row (number, language, time_zone, locale, name_a, name_b, email_a, email_b, cycle_partner, first_date, birthday_a,
          birthday_b);

-- What couples fight about. Turns alternate, the first partner begins; `told` is what that partner then tells the
-- mediator and hears, in turns; `rants` is what the first and the second keep to themselves.
create temp table demo_quarrels (language text, n integer, topics text[], severity double precision, summary text,
                                 turns text[], told text[], rants text[], causes text[], patterns text[],
                                 actions text[], items text[]);
insert into demo_quarrels values
('en', 1, '{household,fairness}', 0.42, 'Who does the invisible work: laundry, shopping lists, remembering birthdays.',
 '{"I walked in and the laundry from Sunday is still in the basket.","I saw it. I was going to do it after dinner.","You were going to do it on Sunday. And on Monday.","So now there is a protocol? I cooked three times this week.","Cooking is the part people say thank you for. Nobody thanks me for buying toilet paper.","I did not know we were keeping score.","We are not. I am just tired of being the one who notices.","Then tell me. I cannot read your mind.","That is exactly it. I do not want to be your manager."}',
 '{"I sounded like my mother tonight, and I hate it.","What did you hope would happen when you walked in?","That for once I would not be the one who sees it.","Being seen, or the laundry being done: which would have helped more?","Being seen. The laundry takes ten minutes."}',
 '{"I could scream. I have asked for this in every tone of voice there is.","Three dinners, and what counts is one basket. I feel like an intern in my own home."}',
 '{unequal_load,unspoken_expectations}', '{keeping_score,asking_too_late}', '{agree_on_who_notices_what,say_thanks_for_small_things}',
 '{"List together what nobody sees","Take over two of those things for good","Ten minutes on Sunday to plan the week"}'),
('en', 2, '{finances,trust}', 0.68, 'A sofa bought without asking, and what "our money" means.',
 '{"There is a charge of fourteen hundred dollars on the card.","It is the sofa. I told you it was on sale.","You told me it existed. You did not tell me you bought it.","We needed one. You sat on the floor for a month.","We said anything over three hundred we decide together.","You said that. I nodded because you were already upset.","So you did not mean it.","I meant it like you mean it when you order parts for the bike.","The bike is two hundred a year. This is our holiday."}',
 '{"It is not the sofa. I found out from the bank.","What would it have meant to hear it first?","That I am asked. That it is ours.","Is there an amount at which you would want to be asked, and one at which not?","Three hundred. We have said so before, but we never wrote it down."}',
 '{"He decides, I find out. Every time.","I wanted one nice thing in this flat without a committee."}',
 '{unclear_agreement,fear_of_scarcity}', '{deciding_alone,bringing_up_old_bills}', '{write_down_the_limit,monthly_money_talk}',
 '{"Write down the amount from which we ask","Look at the account together on the first Sunday","Sell the old sofa"}'),
('en', 3, '{family,loyalty}', 0.55, 'Whose side to take when a mother comments on the flat.',
 '{"Your mother rearranged our kitchen.","She was helping. She moved some jars.","She said this is how a kitchen works. To me. In my kitchen.","That is just how she talks.","And you laughed.","What was I supposed to do, throw her out?","Say one sentence. That we like it as it is.","She drives four hours to see us.","And I was alone in that room for all of them."}',
 '{"I know she means well. I wanted one sentence.","Which sentence would have been enough?","We like it the way it is, Mum.","Could you tell your partner that sentence, as a wish and not as a charge?","I can try. It is smaller than it felt."}',
 '{"I was a guest in my own kitchen, and the host was on her side.","Between those two women I am wrong whatever I do."}',
 '{loyalty_conflict,lack_of_backing}', '{laughing_it_off,withdrawing}', '{agree_on_one_sentence,talk_before_visits}',
 '{"Agree on the sentence before the next visit","Call Mum and say it kindly","Plan an hour for the two of us on visiting days"}'),
('en', 4, '{time,attention}', 0.36, 'Phones at dinner, and work that comes along.',
 '{"You have picked it up four times since we sat down.","It is the release. They need me until nine.","They needed you until nine yesterday.","What do you want me to say? It pays the rent.","I want you to look at me for twenty minutes.","I am looking at you.","You are looking at me like I am a meeting.","That is not fair.","No. But it is what it feels like."}',
 '{"I said something mean about meetings.","What was under it?","That I miss us. We used to talk for hours.","When this week would twenty minutes be possible, really possible?","Thursday. And breakfast on Saturday."}',
 '{"I am competing with a phone, and losing.","If I lose this job we lose the flat, and then we can talk all day."}',
 '{little_time_together,pressure_at_work}', '{sarcasm,justifying}', '{phones_in_a_drawer,fixed_evening}',
 '{"Phones in the drawer from seven to eight","Breakfast on Saturday without screens"}'),
('en', 5, '{intimacy,rejection}', 0.61, 'A turned back, and a story each told themselves about it.',
 '{"You turned away again last night.","I was asleep.","You were not. You were breathing.","I was tired. It is not about you.","It is never about me, and it is always me.","When I am tired and you sigh, I feel like I failed a test.","I sigh because I do not know what else to do.","Then ask me on a day when I am not half dead.","I did not know that was allowed."}',
 '{"I have stopped asking because I cannot bear the no.","What do you tell yourself when the no comes?","That I am not wanted any more.","Has your partner said that?","No. They said they were tired. I did not believe it."}',
 '{"I feel like furniture.","Why is being tired a verdict on our marriage?"}',
 '{fear_of_rejection,exhaustion}', '{mind_reading,silence}', '{say_no_with_a_when,touch_without_expectation}',
 '{"Say no together with when","One evening a week to bed at nine","A walk, hand in hand, twice a week"}'),
('en', 6, '{plans,children}', 0.74, 'Whether to try for a child next year.',
 '{"My sister asked when it is our turn, and you changed the subject.","It was her birthday. It was not the moment.","It is never the moment. I am thirty-two.","I know how old you are.","So what are we waiting for?","For me to stop being scared, I think.","You never said scared. You said money.","Money was easier to say.","I would rather be scared together than wait alone."}',
 '{"For two years I thought it was money.","How is it to hear that it was fear?","Lighter. Fear I can sit next to.","What would sitting next to it look like this month?","Talking to the two friends who went through it."}',
 '{"I am counting months and they are counting invoices.","What if I turn into my father."}',
 '{unspoken_fear,different_timing}', '{changing_the_subject,ultimatums}', '{name_the_fear,talk_to_friends_with_children}',
 '{"Dinner with Tunde and Mia, and ask them everything","Write down what scares each of us","Decide on a month to decide"}'),
('de', 1, '{household,fairness}', 0.45, 'Wer an alles denkt: Kinderarzt, Geschenke, Einkauf.',
 '{"Die Waschmaschine ist seit gestern fertig, und niemand hat sie ausgeräumt.","Ich wollte das nachher machen.","Nachher ist, wenn ich es gemacht habe.","Ich habe heute früh den Müll und das Auto erledigt.","Weil ich es dir aufgeschrieben hatte.","Dann schreib es eben nicht mehr auf.","Und dann? Dann fällt es hin.","Vielleicht fällt es ja auch einfach anders.","Ich würde so gern einmal nicht daran denken müssen."}',
 '{"Ich bin wegen einer Waschmaschine laut geworden.","Was war vor der Waschmaschine?","Eine ganze Woche, in der ich an alles gedacht habe.","Was davon könnte ganz weggegeben werden, mit dem Denken?","Der Kinderarzt und die Geschenke."}',
 '{"Ich bin hier die Projektleitung, ohne Gehalt und ohne Feierabend.","Egal was ich mache, es steht schon auf einem Zettel."}',
 '{unequal_load,unspoken_expectations}', '{keeping_score,lists_instead_of_asking}', '{hand_over_with_the_thinking,weekly_planning}',
 '{"Kinderarzt und Geschenke ganz übergeben","Sonntags zehn Minuten Woche planen"}'),
('de', 2, '{finances,plans}', 0.58, 'Hauskauf am Stadtrand oder in der Stadt bleiben.',
 '{"Du hast den Besichtigungstermin abgesagt, ohne mit mir zu sprechen.","Weil wir uns das Haus nicht leisten können.","Das entscheidest du allein?","Ich habe gerechnet. Du träumst.","Ich träume seit drei Jahren, und du rechnest seit drei Jahren.","Einer muss es ja tun.","Ich will keinen Buchhalter, ich will einen Plan mit dir.","Der Plan sind tausendneunhundert Euro im Monat.","Dann lass uns die Zahl anschauen, zusammen."}',
 '{"Er hat abgesagt, als wäre ich gar nicht dabei.","Was hätten Sie gebraucht, um mit Nein leben zu können?","Dass wir die Zahlen zusammen ansehen.","Wann könnte das sein?","Am Sonntag, wenn die Kleine schläft."}',
 '{"Ich bin in dieser Ehe für Träume zuständig und er fürs Absagen.","Ich liege nachts wach und rechne, und morgens bin ich der Spielverderber."}',
 '{fear_of_scarcity,deciding_alone}', '{deciding_alone,mockery}', '{look_at_the_numbers_together,set_a_limit}',
 '{"Zahlen am Sonntag zusammen ansehen","Obergrenze für die Rate festlegen","Zwei Häuser zum Vergleichen besichtigen"}'),
('de', 3, '{attention,communication}', 0.33, 'Schweigen nach der Arbeit.',
 '{"Du bist seit einer Stunde da und hast noch kein Wort gesagt.","Ich muss erst ankommen.","Ankommen tust du auf dem Sofa mit dem Handy.","Ich hatte acht Stunden lang Leute, die etwas von mir wollen.","Und ich hatte acht Stunden niemanden.","Ich meine das nicht gegen dich.","Es fühlt sich aber so an.","Gib mir eine halbe Stunde, dann gehöre ich euch.","Eine halbe Stunde kann ich. Wenn danach wirklich du kommst."}',
 '{"Ich wollte doch nur wissen, wie der Tag war.","Und was haben Sie gesagt?","Dass er kein Wort sagt. Das war der Anfang.","Wie könnte derselbe Wunsch klingen, wenn er eine Einladung ist?","Komm, trink einen Kaffee mit mir, wenn du soweit bist."}',
 '{"Ich rede den ganzen Tag mit einer Zweijährigen.","Ich will nur einmal nach Hause kommen und nichts müssen."}',
 '{different_rhythms,loneliness}', '{silence,reproach_at_the_door}', '{half_an_hour_to_arrive,coffee_together}',
 '{"Eine halbe Stunde Ruhe nach der Arbeit","Danach zusammen Kaffee, ohne Handy"}'),
('es', 1, '{family,time}', 0.5, 'Todos los domingos con los suegros.',
 '{"Otra vez el domingo en casa de tu madre.","Es comer, Mateo. Son dos horas.","Son seis, con el café y la siesta de tu padre.","A ti tampoco te molesta cuando son los tuyos.","Los míos viven en Huelva. Los veo cuatro veces al año.","¿Y qué quieres, que les diga que no?","Quiero un domingo para nosotros.","Nunca me lo habías dicho así.","Te lo digo ahora."}',
 '{"Me da vergüenza pedir un domingo.","¿Qué es lo que más echa de menos de esos domingos?","Desayunar sin prisa. Nosotros dos.","¿Cómo se lo diría si supiera que le va a escuchar?","Que quiero verla a ella, no escapar de sus padres."}',
 '{"Me sé de memoria el mantel de los domingos.","Si digo que no, soy mala hija; si digo que sí, mala pareja."}',
 '{lack_of_time_together,loyalty_conflict}', '{giving_in_and_resenting}', '{one_sunday_for_us,tell_the_parents_together}',
 '{"El primer domingo del mes, para nosotros","Decírselo juntos a sus padres"}'),
('es', 2, '{household,parenting}', 0.64, 'Las noches con el pequeño y quién duerme.',
 '{"Esta noche me he levantado cuatro veces.","Yo entro a las seis.","Yo también trabajo, Alba.","Desde casa. Puedes dormir media hora después.","¿Dormir? ¿Con quién se queda el niño?","No quería decir eso.","Pues lo has dicho.","Estoy agotada y digo tonterías.","Y yo. Hagamos turnos, por favor."}',
 '{"Hemos discutido con sueño, y con sueño no sabemos.","¿Qué noche de esta semana podría dormir cada uno entera?","Yo el martes, ella el jueves.","¿Qué haría falta para que se cumpla?","Escribirlo en la nevera."}',
 '{"Trabajar desde casa no es descansar, por favor.","Me levanto a las cinco y encima parezco la mala."}',
 '{exhaustion,unequal_load}', '{comparing_who_is_worse_off}', '{turns_at_night,a_whole_night_each}',
 '{"Turnos de noche en la nevera","Una noche entera para cada uno","Siesta los sábados"}'),
('es', 3, '{finances,trust}', 0.39, 'El coche, prestado al hermano sin avisar.',
 '{"¿Dónde está el coche?","Se lo he dejado a mi hermano.","¿Hasta cuándo?","Hasta el lunes.","Mañana tengo la revisión del niño.","Puedes ir en autobús.","Con el carrito, en agosto.","Vale. No lo pensé.","No me lo preguntaste, que es distinto."}',
 '{"No es el coche. Es que me entero.","¿Qué cambiaría si le preguntara antes?","Que somos dos.","¿Y si la respuesta fuera no?","Entonces lo hablaríamos, como dos."}',
 '{"Se lo deja a su hermano antes de preguntarme a mí.","Por una vez que hago un favor sin pedir permiso."}',
 '{deciding_alone}', '{finding_out_afterwards}', '{ask_before_lending}', '{"Preguntar antes de prestar","Calendario común del coche"}');

-- A number from 0 to 65,535 that depends on the words given and on nothing else.
create function pg_temp.demo_hash(subject text, topic text) returns integer
    language sql immutable
    return ('x' || left(md5('palisade demo ' || subject || '/' || topic), 4))::bit(16)::integer;
create function pg_temp.demo_key(couple integer, block text, n integer) returns uuid
    language sql immutable
    return ('d' || lpad(couple::text, 7, '0') || '-0000-4000-8' || block || '-' || lpad(to_hex(n), 12, '0'))::uuid;

do $$
declare
    couple    demo_couples;
    quarrel   demo_quarrels;
    fights    integer;
    kinds     integer;
    fight     integer;
    began     timestamptz;
    turn      integer;
    partner   integer;
    talk      integer;
    talks     integer;
    started   date;
    seed      text;
    conflict  uuid;
    session   uuid;
    plans     integer;
    state     text;
begin
    for couple in select * from demo_couples order by number loop
        if exists (select from core.tenants where id = couple.tenant_id) then
            continue;
        end if;
        talks := 0;
        plans := 0;
        perform set_config('palisade.tenant_id', couple.tenant_id::text, true);
        insert into core.tenants (id, kind, time_zone, default_language, created_at, updated_at)
        values (couple.tenant_id, 'couple', couple.time_zone, couple.locale, timestamptz '2026-01-04 18:00Z',
                timestamptz '2026-01-04 18:00Z');
        insert into core.users (id, email, subscription_tier, last_login, created_at, updated_at)
        values (pg_temp.demo_key(couple.number, '001', 1), couple.email_a, 'pro', timestamptz '2026-11-15 20:10Z',
                timestamptz '2026-01-04 18:00Z', timestamptz '2026-11-15 20:10Z'),
               (pg_temp.demo_key(couple.number, '001', 2), couple.email_b, 'free', timestamptz '2026-11-16 06:40Z',
                timestamptz '2026-01-05 19:00Z', timestamptz '2026-11-16 06:40Z');
        insert into core.user_preferences (user_id, personality, language, notification_settings, updated_at)
        select pg_temp.demo_key(couple.number, '001', n), (array['friend', 'coach'])[n], couple.language,
               '{"email": false, "push": true}', timestamptz '2026-01-06 10:00Z'
        from generate_series(1, 2) as n;
        insert into mediation.relationships (tenant_id, id, metadata, created_at, updated_at)
        values (couple.tenant_id, couple.tenant_id, jsonb_build_object('together_since', couple.first_date),
                timestamptz '2026-01-04 18:00Z', timestamptz '2026-01-04 18:00Z');
        insert into core.memberships (tenant_id, user_id, display_name, partner_slot, created_at, updated_at)
        values (couple.tenant_id, pg_temp.demo_key(couple.number, '001', 1), couple.name_a, 'partner_a',
                timestamptz '2026-01-04 18:00Z', timestamptz '2026-01-04 18:00Z'),
               (couple.tenant_id, pg_temp.demo_key(couple.number, '001', 2), couple.name_b, 'partner_b',
                timestamptz '2026-01-05 19:00Z', timestamptz '2026-01-05 19:00Z');

        select count(*) into kinds from demo_quarrels where language = couple.language;
        fights := 11 + couple.number;
        for fight in 1 .. fights loop
            seed := couple.number || '/' || fight;
            select * into quarrel from demo_quarrels
            where language = couple.language and n = 1 + (fight + couple.number) % kinds;
            began := (date '2026-01-10' + fight * (300 / fights) + pg_temp.demo_hash(seed, 'day') % 5
                      + time '18:30' + pg_temp.demo_hash(seed, 'minute') % 200 * interval '1 minute')
                     at time zone couple.time_zone;
            partner := 1 + pg_temp.demo_hash(seed, 'begins') % 2;
            conflict := pg_temp.demo_key(couple.number, '020', fight);
            perform set_config('palisade.user_id', pg_temp.demo_key(couple.number, '001', partner)::text, true);
            insert into mediation.conflicts (tenant_id, id, started_by_user_id, started_at, severity_score,
                                             conflict_topics, cycle_phase, metadata, created_at, updated_at)
            values (couple.tenant_id, conflict, palisade.user_id(), began,
                    round((quarrel.severity + (pg_temp.demo_hash(seed, 'severity') % 21 - 10) / 100.0)::numeric, 2),
                    quarrel.topics, case when fight % 5 = 0 then 'luteal' end,
                    jsonb_build_object('place', (array['kitchen', 'car', 'living room', 'phone'])[
                        1 + pg_temp.demo_hash(seed, 'place') % 4]),
                    began, began);
            for turn in 1 .. cardinality(quarrel.turns) loop
                insert into mediation.conflict_segments (tenant_id, id, conflict_id, speaker, text, start_ms, end_ms,
                                                         language, created_at)
                values (couple.tenant_id, pg_temp.demo_key(couple.number, '021', fight * 100 + turn), conflict,
                        (array['partner_a', 'partner_b'])[1 + (turn + partner) % 2], quarrel.turns[turn],
                        turn * 9000 - 9000, turn * 9000 - 1500, couple.locale, began + turn * interval '9 seconds');
            end loop;

            -- The newest still goes on, the one before it is being read, the rest are further.
            state := case when fight = fights then 'active' when fight = fights - 1 then 'processing'
                          when fight % 6 = 1 then 'completed' when fight % 2 = 0 then 'resolved' else 'analyzed' end;
            if state <> 'active' then
                update mediation.conflicts
                set status = 'processing', transcript_summary = quarrel.summary,
                    ended_at = began + cardinality(quarrel.turns) * interval '9 seconds'
                where tenant_id = couple.tenant_id and id = conflict;
            end if;
            if state in ('completed', 'analyzed', 'resolved') then
                update mediation.conflicts set status = 'completed', transcript_vector_id = 'transcript_' || conflict
                where tenant_id = couple.tenant_id and id = conflict;
            end if;
            if state in ('analyzed', 'resolved') then
                insert into mediation.conflict_analysis (tenant_id, id, conflict_id, analysis_data, root_causes,
                                                         patterns_identified, recommended_actions, analysis_version,
                                                         analyzed_at, time_to_analyze_ms, created_at, updated_at)
                values (couple.tenant_id, pg_temp.demo_key(couple.number, '022', fight), conflict,
                        jsonb_build_object('fight_summary', quarrel.summary, 'root_causes', to_jsonb(quarrel.causes),
                                           'escalation', round((quarrel.severity * 0.9)::numeric, 2)),
                        quarrel.causes, quarrel.patterns, quarrel.actions, '1.0', began + interval '12 minutes',
                        4200 + pg_temp.demo_hash(seed, 'time') % 3000, began + interval '12 minutes',
                        began + interval '12 minutes');
                if fight % 3 = 0 then
                    update mediation.conflict_analysis
                    set analysis_version = '1.1', analyzed_at = began + interval '9 days',
                        analysis_data = analysis_data || jsonb_build_object('model', 'mediator 1.1')
                    where tenant_id = couple.tenant_id and conflict_id = conflict;
                end if;
                update mediation.conflicts set status = 'analyzed'
                where tenant_id = couple.tenant_id and id = conflict;
                for partner in 1 .. 2 loop
                    continue when partner = 2 and fight % 4 = 0;
                    plans := plans + 1;
                    perform set_config('palisade.user_id', pg_temp.demo_key(couple.number, '001', partner)::text, true);
                    insert into mediation.repair_plans (tenant_id, id, conflict_id, owner_user_id, plan_data,
                                                        action_items, plan_version, generated_at)
                    values (couple.tenant_id, pg_temp.demo_key(couple.number, '030', plans), conflict,
                            palisade.user_id(), jsonb_build_object('steps', to_jsonb(quarrel.items)),
                            (select jsonb_agg(jsonb_build_object(
                                 'action', item, 'completed', state = 'resolved' or i <= fight % 3,
                                 'due_date', (began + (3 + 4 * i) * interval '1 day')::date) order by i)
                             from unnest(quarrel.items) with ordinality as items (item, i)),
                            '1.0', began + interval '1 day');
                end loop;
            end if;
            if state = 'resolved' then
                update mediation.conflicts set status = 'resolved'
                where tenant_id = couple.tenant_id and id = conflict;
            end if;

            -- One of them talks to the mediator afterwards; every fourth time both do, together.
            talk := 1 + pg_temp.demo_hash(seed, 'talks') % 2;
            perform set_config('palisade.user_id', pg_temp.demo_key(couple.number, '001', talk)::text, true);
            talks := talks + 1;
            session := pg_temp.demo_key(couple.number, '025', talks);
            insert into mediation.mediator_sessions (tenant_id, id, conflict_id, owner_user_id, session_started_at,
                                                     created_at)
            values (couple.tenant_id, session, conflict, case when fight % 4 <> 0 then palisade.user_id() end,
                    began + interval '2 hours', began + interval '2 hours');
            for turn in 1 .. cardinality(quarrel.told) loop
                insert into mediation.mediator_messages (tenant_id, id, session_id, role, content, language, created_at)
                values (couple.tenant_id, pg_temp.demo_key(couple.number, '026', talks * 100 + turn), session,
                        case turn % 2 when 1 then 'user' else 'assistant' end, quarrel.told[turn], couple.locale,
                        began + interval '2 hours' + turn * interval '40 seconds');
            end loop;
            if state <> 'active' then
                update mediation.mediator_sessions
                set session_ended_at = session_started_at + (cardinality(quarrel.told) + 1) * interval '40 seconds',
                    sentiment_trend = (array['improving', 'improving', 'neutral', 'worsening'])[
                        1 + pg_temp.demo_hash(seed, 'trend') % 4]
                where tenant_id = couple.tenant_id and id = session;
            end if;
            for partner in 1 .. 2 loop
                perform set_config('palisade.user_id', pg_temp.demo_key(couple.number, '001', partner)::text, true);
                insert into mediation.rant_messages (tenant_id, id, conflict_id, owner_user_id, role, content, language,
                                                     sentiment_score, emotion_tags, created_at)
                values (couple.tenant_id, pg_temp.demo_key(couple.number, '029', fight * 2 + partner), conflict,
                        palisade.user_id(), 'user', quarrel.rants[partner], couple.locale,
                        round((-0.85 + fight * 0.05 + pg_temp.demo_hash(seed, 'mood') % 20 / 100.0)::numeric, 2),
                        array[(array['frustrated', 'hurt', 'angry', 'lonely', 'tired'])[
                                  1 + pg_temp.demo_hash(seed, 'emotion' || partner) % 5],
                              (array['overwhelmed', 'ashamed', 'hopeful'])[
                                  1 + pg_temp.demo_hash(seed, 'more' || partner) % 3]],
                        began + (20 + partner) * interval '1 minute');
            end loop;
        end loop;

        -- The calendar: a diary of the cycle, days to keep, moments together.
        perform set_config('palisade.user_id', pg_temp.demo_key(couple.number, '001', couple.cycle_partner)::text, true);
        insert into mediation.cycle_events (tenant_id, id, owner_user_id, event_type, event_date, visibility, symptoms,
                                            notes, logged_at, updated_at)
        select couple.tenant_id, pg_temp.demo_key(couple.number, '028', cycle * 10 + entry.n), palisade.user_id(),
               entry.event_type, entry.day, case when entry.event_type like 'period%' then 'shared' else 'private' end,
               case entry.event_type when 'symptom_log' then array['cramps', 'headache'] else '{}' end,
               case entry.event_type when 'mood_log' then (array['Calm.', 'On edge.', 'Good day.'])[1 + cycle % 3] end,
               entry.day + time '20:00', entry.day + time '20:00'
        from generate_series(0, 10) as cycle
        cross join lateral (
            select date '2026-01-08' + cycle * 28 + pg_temp.demo_hash(couple.number || '/' || cycle, 'start') % 4 as value
        ) as first_day
        cross join lateral (values
            (1, 'period_start', first_day.value), (2, 'symptom_log', first_day.value + 1),
            (3, 'period_end', first_day.value + 5), (4, 'ovulation', first_day.value + 14),
            (5, 'mood_log', first_day.value + 22)
        ) as entry (n, event_type, day)
        where entry.day <= date '2026-11-16' and not (entry.event_type = 'ovulation' and cycle % 3 = 0);

        insert into mediation.memorable_dates (tenant_id, id, created_by_user_id, partner_id, event_type, title,
                                               description, event_date, is_recurring, reminder_days_before, icon,
                                               color_tag, created_at, updated_at)
        select couple.tenant_id, pg_temp.demo_key(couple.number, '023', day.n), palisade.user_id(), day.slot,
               day.event_type, day.title, day.description, day.value, day.recurring, day.remind, day.icon, day.color,
               timestamptz '2026-01-06 20:00Z', timestamptz '2026-01-06 20:00Z'
        from (values
            (1, null, 'first_date', case couple.language when 'de' then 'Unser erstes Treffen'
                 when 'es' then 'Nuestra primera cita' else 'Our first date' end,
             'The café is gone, the table is ours.', couple.first_date, true, 7, '❤️', '#f59e0b'),
            (2, null, 'anniversary', case couple.language when 'de' then 'Hochzeitstag'
                 when 'es' then 'Aniversario' else 'Wedding anniversary' end,
             null, couple.first_date + 730, true, 14, '💍', '#e11d48'),
            (3, 'partner_a', 'birthday', split_part(couple.name_a, ' ', 1), null, couple.birthday_a, true, 10, '🎂', '#0ea5e9'),
            (4, 'partner_b', 'birthday', split_part(couple.name_b, ' ', 1), null, couple.birthday_b, true, 10, '🎂', '#0ea5e9'),
            (5, null, 'milestone', case couple.language when 'de' then 'Einzug in die neue Wohnung'
                 when 'es' then 'Mudanza' else 'Moving in' end,
             null, date '2026-12-01' + couple.number, false, 3, '🎉', '#22c55e')
        ) as day (n, slot, event_type, title, description, value, recurring, remind, icon, color);

        insert into mediation.intimacy_events (tenant_id, id, occurred_at, initiator_partner_id, logged_by_user_id,
                                               created_at)
        select couple.tenant_id, pg_temp.demo_key(couple.number, '024', n), moment.at,
               (array['partner_a', 'partner_b', null])[1 + pg_temp.demo_hash(couple.number || '/' || n, 'who') % 3],
               palisade.user_id(), moment.at + interval '10 hours'
        from generate_series(1, 34) as n
        cross join lateral (
            select (date '2026-01-09' + n * 9 - pg_temp.demo_hash(couple.number || '/' || n, 'days') % 6 + time '22:15')
                   at time zone couple.time_zone as at
        ) as moment
        where moment.at < timestamptz '2026-11-16';

        for partner in 1 .. 2 loop
            perform set_config('palisade.user_id', pg_temp.demo_key(couple.number, '001', partner)::text, true);
            insert into mediation.profile_documents (tenant_id, id, owner_user_id, partner_id, profile_type, visibility,
                                                     filename, content_sha256, size_bytes, extracted_text_length,
                                                     page_count, uploaded_at, updated_at)
            select couple.tenant_id, pg_temp.demo_key(couple.number, '027', partner * 10 + document.n),
                   palisade.user_id(), document.slot, document.profile_type, document.visibility, document.filename,
                   encode(sha256(convert_to(couple.number || document.filename || partner, 'UTF8')), 'hex'),
                   90000 + pg_temp.demo_hash(couple.number || '/' || partner, document.filename) * 7,
                   3000 + pg_temp.demo_hash(couple.number || '/' || partner, document.filename) % 20000,
                   2 + pg_temp.demo_hash(couple.number || '/' || partner, document.filename) % 12,
                   timestamptz '2026-01-12 19:00Z' + partner * interval '1 day', timestamptz '2026-01-14 19:00Z'
            from (values
                (1, (array['partner_a', 'partner_b'])[partner], 'personality', 'private', 'personality-test.pdf'),
                (2, (array['partner_a', 'partner_b'])[partner], 'communication_guide', 'shared', 'how-to-talk-to-me.pdf'),
                (3, null, 'handbook', 'shared', 'couple-handbook.pdf')
            ) as document (n, slot, profile_type, visibility, filename)
            where document.n < 3 or partner = 1;
        end loop;
    end loop;
    perform set_config('palisade.tenant_id', '', true), set_config('palisade.user_id', '', true);
end
$$;

-- The companies ask somebody in as well.
insert into core.invitations (tenant_id, id, email, role, display_name, invited_by_user_id, expires_at, created_at)
select tenant.id, replace(tenant.id::text, '-8000-', '-8040-')::uuid, 'new.colleague@' || split_part(person.email, '@', 2),
       'member', 'New colleague', membership.user_id, timestamptz '2099-01-01', timestamptz '2026-11-15 09:00Z'
from core.tenants as tenant
join core.memberships as membership on membership.tenant_id = tenant.id and membership.role = 'admin'
join core.users as person on person.id = membership.user_id
where tenant.kind = 'company'
on conflict do nothing;

drop function pg_temp.demo_hash(text, text), pg_temp.demo_key(integer, text, integer);
drop table pg_temp.demo_couples, pg_temp.demo_quarrels;

-- The planner should know the new rows at once.
analyze core.memberships, mediation.conflicts, mediation.conflict_segments, mediation.mediator_sessions,
        mediation.mediator_messages, mediation.rant_messages, mediation.profile_documents, mediation.cycle_events,
        mediation.memorable_dates, mediation.conflict_analysis, mediation.repair_plans, mediation.intimacy_events;

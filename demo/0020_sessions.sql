-- Some 2,300 sessions of the demo companies' trainees, with participants, transcripts, analyses and scores that agree
-- with each other: durations, talk time, pace, word and filler counts are counted from the words. Everything derives
-- from hashes of readable keys, so that every load gives the same rows. A company that has sessions is left alone.

-- What is said. `stage` orders a conversation; `scenario` 0 fits all of a language; an objection of a scenario has
-- its answer under the same `variant`. Placeholders: {first} trainee, {company}, {customer}.
create temp table demo_phrases (language text, scenario integer, stage text, variant integer, text text);
insert into demo_phrases values
    ('de-DE', 0, 'greet', 0, 'Guten Tag, {customer}, mein Name ist {first} von der {company}. Passt es gerade?'),
    ('de-DE', 0, 'greet', 1, 'Hallo, {customer}, hier spricht {first} von der {company}. Haben Sie einen Moment?'),
    ('de-DE', 0, 'greet', 2, 'Schönen guten Tag, {first} am Apparat, {company}. Danke, dass Sie sich Zeit nehmen.'),
    ('de-DE', 0, 'ask1', 0, 'Damit ich Ihnen nichts Unpassendes erzähle: Was ist Ihnen dabei am wichtigsten?'),
    ('de-DE', 0, 'ask1', 1, 'Darf ich kurz nachfragen, wie Ihre Lage heute aussieht?'),
    ('de-DE', 0, 'ask1', 2, 'Verstehe. Erzählen Sie mir bitte etwas mehr davon, dann kann ich gezielt helfen.'),
    ('de-DE', 0, 'ask2', 0, 'Und wenn Sie an die nächsten Jahre denken, was soll auf keinen Fall passieren?'),
    ('de-DE', 0, 'ask2', 1, 'Was haben Sie bisher schon versucht?'),
    ('de-DE', 0, 'ask2', 2, 'Wer entscheidet das außer Ihnen noch mit?'),
    ('de-DE', 0, 'react', 0, 'Gut, das klingt vernünftig. So hatte ich das noch nicht gesehen.'),
    ('de-DE', 0, 'react', 1, 'Hm, da muss ich erst eine Nacht drüber schlafen.'),
    ('de-DE', 0, 'react', 2, 'Das ist ehrlich, damit kann ich etwas anfangen.'),
    ('de-DE', 0, 'close', 0, 'Dann fasse ich zusammen und schicke Ihnen alles heute noch per E-Mail. Wollen wir am Donnerstag um zehn noch einmal sprechen?'),
    ('de-DE', 0, 'close', 1, 'Mein Vorschlag: Ich bereite die Unterlagen vor, und Sie schauen in Ruhe darauf. Ist Ihnen Dienstag recht?'),
    ('de-DE', 0, 'close', 2, 'Sollen wir das so festhalten? Den Beginn könnte ich zum Ersten des nächsten Monats eintragen.'),
    ('de-DE', 0, 'accept', 0, 'Ja, machen wir so. Schicken Sie es mir bitte zu.'),
    ('de-DE', 0, 'accept', 1, 'Einverstanden, Donnerstag passt gut.'),
    ('de-DE', 0, 'decline', 0, 'Nein, heute entscheide ich das nicht. Melden Sie sich im Frühjahr noch einmal.'),
    ('de-DE', 0, 'decline', 1, 'Ich bleibe vorerst lieber bei dem, was ich habe. Trotzdem danke.'),
    ('de-DE', 0, 'bye', 0, 'Vielen Dank für das Gespräch, {customer}. Einen schönen Tag noch!'),
    ('de-DE', 0, 'bye', 1, 'Ich danke Ihnen. Wenn Fragen auftauchen, erreichen Sie mich direkt. Auf Wiederhören!'),
    ('de-DE', 0, 'filler', 0, 'Ähm, '),
    ('de-DE', 0, 'filler', 1, 'Also, sagen wir mal, '),
    ('de-DE', 0, 'filler', 2, 'Ja, genau, '),
    ('de-DE', 1, 'title', 0, 'Wohngebäudeversicherung: Beratung nach dem Sturm'),
    ('de-DE', 1, 'customer', 0, 'Frau Ohlsen'),
    ('de-DE', 1, 'open', 0, 'Ja, am Apparat. Bei uns ist letzte Woche der Keller vollgelaufen, und jetzt frage ich mich, was überhaupt versichert ist.'),
    ('de-DE', 1, 'open', 1, 'Ja. Der Sturm hat zwei Dachpfannen gelöst, und mein Nachbar meint, meine Police sei veraltet.'),
    ('de-DE', 1, 'answer1', 0, 'Das Haus ist Baujahr 1968, wir haben vor drei Jahren das Dach neu gemacht, den Keller aber nicht.'),
    ('de-DE', 1, 'answer1', 1, 'Mir geht es vor allem um Starkregen. Das war jetzt schon das zweite Mal.'),
    ('de-DE', 1, 'answer2', 0, 'Dass wir auf fünfzigtausend Euro sitzen bleiben. Das könnten wir nicht stemmen.'),
    ('de-DE', 1, 'answer2', 1, 'Mein Mann schaut sich solche Dinge immer noch einmal an, bevor wir unterschreiben.'),
    ('de-DE', 1, 'pitch', 0, 'Mit dem Elementarbaustein wären Rückstau und Überschwemmung mitversichert, bei tausend Euro Selbstbeteiligung.'),
    ('de-DE', 1, 'pitch', 1, 'Ich würde die Versicherungssumme auf den heutigen Neubauwert anheben und Elementarschäden einschließen.'),
    ('de-DE', 1, 'objection', 0, 'Das kostet doch sicher das Doppelte von heute.'),
    ('de-DE', 1, 'handle', 0, 'Die Sorge verstehe ich. Es sind zwölf Euro mehr im Monat; eine Rückstauklappe senkt den Beitrag noch einmal.'),
    ('de-DE', 1, 'objection', 1, 'Im Schadenfall zahlt am Ende ja doch keiner.'),
    ('de-DE', 1, 'handle', 1, 'Das hören wir oft. Darum steht bei uns die Frist im Vertrag: Nach zehn Werktagen gibt es einen Abschlag.'),
    ('de-DE', 1, 'objection', 2, 'Ein Portal im Internet ist aber billiger.'),
    ('de-DE', 1, 'handle', 2, 'Beim Preis ja. Vergleichen Sie bitte die Zeile Rückstau: Die fehlt dort, und genau die hätten Sie gebraucht.'),
    ('de-DE', 2, 'title', 0, 'Kfz-Schaden aufnehmen: aufgebrachter Anrufer'),
    ('de-DE', 2, 'customer', 0, 'Herr Dogan'),
    ('de-DE', 2, 'open', 0, 'Ja, und ich warte seit acht Tagen auf Ihren Gutachter! Ich brauche das Auto für die Arbeit.'),
    ('de-DE', 2, 'open', 1, 'Ja. Mir ist jemand hinten reingefahren, und Ihre Hotline hat mich zweimal weggedrückt.'),
    ('de-DE', 2, 'answer1', 0, 'Der Unfall war am Montag um halb acht an der Kreuzung Holstenstraße. Die Polizei war da.'),
    ('de-DE', 2, 'answer1', 1, 'Ich will endlich wissen, wer mir den Mietwagen bezahlt.'),
    ('de-DE', 2, 'answer2', 0, 'Ich habe drei Mails geschrieben. Keine Antwort, nur automatische Bestätigungen.'),
    ('de-DE', 2, 'answer2', 1, 'Dass ich noch eine Woche ohne Auto dastehe. Ich fahre Schicht.'),
    ('de-DE', 2, 'pitch', 0, 'Ich lege den Schaden jetzt mit Ihnen an. Der Gutachter kommt morgen zwischen acht und zehn zu Ihnen.'),
    ('de-DE', 2, 'pitch', 1, 'Ich gebe den Mietwagen sofort frei, Klasse wie Ihr eigener, und schicke Ihnen die Nummer auf das Handy.'),
    ('de-DE', 2, 'objection', 0, 'Das hat mir Ihr Kollege vorige Woche auch versprochen.'),
    ('de-DE', 2, 'handle', 0, 'Dafür bitte ich um Entschuldigung. Sie bekommen meine Durchwahl, und ich rufe Sie morgen um elf selbst an.'),
    ('de-DE', 2, 'objection', 1, 'Und wenn die Gegenseite behauptet, ich sei schuld?'),
    ('de-DE', 2, 'handle', 1, 'Dann regeln wir das mit der anderen Versicherung. Mit dem Polizeibericht stehen Sie auf der sicheren Seite.'),
    ('de-DE', 2, 'objection', 2, 'Ich überlege ernsthaft, zu kündigen.'),
    ('de-DE', 2, 'handle', 2, 'Das kann ich nachvollziehen. Lassen Sie mich erst den Schaden lösen, danach sprechen wir offen darüber.'),
    ('de-DE', 3, 'title', 0, 'Berufsunfähigkeit: Erstgespräch mit junger Kundin'),
    ('de-DE', 3, 'customer', 0, 'Frau Sahin'),
    ('de-DE', 3, 'open', 0, 'Ja, hallo. Ich fange im Herbst als Ergotherapeutin an, und meine Eltern sagen, ich soll mich absichern.'),
    ('de-DE', 3, 'open', 1, 'Ja, passt. Eine Freundin ist ausgefallen und stand ohne alles da, das hat mich nachdenklich gemacht.'),
    ('de-DE', 3, 'answer1', 0, 'Ich verdiene netto etwa neunzehnhundert Euro und wohne allein.'),
    ('de-DE', 3, 'answer1', 1, 'Ich hatte vor zwei Jahren einen Bandscheibenvorfall. Ich weiß nicht, ob das ein Problem ist.'),
    ('de-DE', 3, 'answer2', 0, 'Dass ich meine Wohnung aufgeben müsste, wenn ich nicht mehr arbeiten kann.'),
    ('de-DE', 3, 'answer2', 1, 'Nur ein Rechner im Internet, da kamen aber sehr unterschiedliche Zahlen heraus.'),
    ('de-DE', 3, 'pitch', 0, 'Sinnvoll wären etwa vierzehnhundert Euro Rente bis 67, mit der Möglichkeit, ohne neue Fragen zu erhöhen.'),
    ('de-DE', 3, 'pitch', 1, 'Wir stellen zuerst eine anonyme Voranfrage. So erfahren Sie die Bedingungen, ohne dass etwas gespeichert wird.'),
    ('de-DE', 3, 'objection', 0, 'Sechzig Euro im Monat sind für mich viel Geld.'),
    ('de-DE', 3, 'handle', 0, 'Das ist es. Wir können mit neunhundert Euro Rente anfangen und später ohne Prüfung aufstocken.'),
    ('de-DE', 3, 'objection', 1, 'Lehnen Sie mich wegen des Rückens nicht ohnehin ab?'),
    ('de-DE', 3, 'handle', 1, 'Nicht unbedingt. Nach zwei Jahren ohne Behandlung ist oft sogar die normale Annahme möglich.'),
    ('de-DE', 3, 'objection', 2, 'Ich bin doch erst vierundzwanzig.'),
    ('de-DE', 3, 'handle', 2, 'Genau das ist Ihr Vorteil: Der Beitrag richtet sich nach dem Alter beim Abschluss und bleibt dann.'),
    ('en-US', 0, 'greet', 0, 'Hi {customer}, this is {first} from {company}. Is now still a good time?'),
    ('en-US', 0, 'greet', 1, 'Good morning {customer}, {first} at {company} here. Thanks for making the time.'),
    ('en-US', 0, 'greet', 2, 'Hello {customer}, {first} with {company}. I promised to keep this to fifteen minutes, and I will.'),
    ('en-US', 0, 'ask1', 0, 'Before I show you anything, can you walk me through how you handle that today?'),
    ('en-US', 0, 'ask1', 1, 'What would have to be true in six months for you to call this a success?'),
    ('en-US', 0, 'ask1', 2, 'Help me understand where it hurts the most right now.'),
    ('en-US', 0, 'ask2', 0, 'And who besides you feels that when it goes wrong?'),
    ('en-US', 0, 'ask2', 1, 'What have you already tried, and what happened?'),
    ('en-US', 0, 'ask2', 2, 'If nothing changes this year, what does that cost you?'),
    ('en-US', 0, 'react', 0, 'Okay, that is fair. I had not looked at it that way.'),
    ('en-US', 0, 'react', 1, 'Maybe. I would need to see that in writing.'),
    ('en-US', 0, 'react', 2, 'I appreciate the straight answer.'),
    ('en-US', 0, 'close', 0, 'Then let me suggest this: I send a one-page plan today, and we look at it together on Thursday. Does ten work?'),
    ('en-US', 0, 'close', 1, 'Shall we set up a two-week pilot with your own data, and decide on the numbers rather than on my word?'),
    ('en-US', 0, 'close', 2, 'If I get you those terms by Friday, is there anything else that would keep you from going ahead?'),
    ('en-US', 0, 'accept', 0, 'Thursday at ten works. Send the invite.'),
    ('en-US', 0, 'accept', 1, 'Sure, let us do that. Copy my colleague in finance, please.'),
    ('en-US', 0, 'decline', 0, 'I do not want to commit to that today. Check back with me next quarter.'),
    ('en-US', 0, 'decline', 1, 'Honestly, I think we will stay with what we have for now.'),
    ('en-US', 0, 'bye', 0, 'Understood. Thanks for your time, {customer}. Talk soon.'),
    ('en-US', 0, 'bye', 1, 'Great talking to you, {customer}. You will have my notes within the hour.'),
    ('en-US', 0, 'filler', 0, 'Um, '),
    ('en-US', 0, 'filler', 1, 'You know, '),
    ('en-US', 0, 'filler', 2, 'So, basically, '),
    ('en-US', 1, 'title', 0, 'Discovery call: warehouse scheduling'),
    ('en-US', 1, 'customer', 0, 'Ms. Abernathy'),
    ('en-US', 1, 'open', 0, 'It is, but I have a dock full of trucks, so let us be quick. I saw your piece on shift planning.'),
    ('en-US', 1, 'open', 1, 'Sure. My VP asked me to look at scheduling tools, so here I am.'),
    ('en-US', 1, 'answer1', 0, 'Spreadsheets. Four of them, one per building, and one person who understands the formulas.'),
    ('en-US', 1, 'answer1', 1, 'People swap shifts by text message, and I find out when nobody shows up at five in the morning.'),
    ('en-US', 1, 'answer2', 0, 'Overtime was eleven percent over budget last quarter. My boss feels that part.'),
    ('en-US', 1, 'answer2', 1, 'We bought a system two years ago. The floor leads never opened it.'),
    ('en-US', 1, 'pitch', 0, 'What I would show you is one screen: who is short tomorrow, and who can cover within the overtime rules.'),
    ('en-US', 1, 'pitch', 1, 'Your leads would approve swaps from their phones, and your spreadsheets could stay as a report.'),
    ('en-US', 1, 'objection', 0, 'My people will not install another app.'),
    ('en-US', 1, 'handle', 0, 'They will not have to. Swaps work by text message; the app is only for the leads who want it.'),
    ('en-US', 1, 'objection', 1, 'We are in the middle of peak season. I cannot touch anything now.'),
    ('en-US', 1, 'handle', 1, 'Then let us not. We can load last season and show you what it would have saved, without touching the floor.'),
    ('en-US', 1, 'objection', 2, 'What does it cost? Everybody dances around that.'),
    ('en-US', 1, 'handle', 2, 'Six dollars per person per month, so about two thousand for your four buildings. No set-up fee.'),
    ('en-US', 2, 'title', 0, 'Renewal at risk: price increase'),
    ('en-US', 2, 'customer', 0, 'Mr. Castellano'),
    ('en-US', 2, 'open', 0, 'It is. I got the renewal quote, and I will be blunt: eighteen percent more is not happening.'),
    ('en-US', 2, 'open', 1, 'Yes. We are comparing you with two other vendors, just so you know.'),
    ('en-US', 2, 'answer1', 0, 'We use maybe half of it. The reporting is good, the rest we never rolled out.'),
    ('en-US', 2, 'answer1', 1, 'My team loves it. My CFO sees a line item that grows faster than revenue.'),
    ('en-US', 2, 'answer2', 0, 'Switching would cost us a quarter, I know that. But I have to show that I asked.'),
    ('en-US', 2, 'answer2', 1, 'Support took three days to answer in March, during our audit. People remember that.'),
    ('en-US', 2, 'pitch', 0, 'Let us take out what you do not use. That brings you under last year, and you keep the reporting.'),
    ('en-US', 2, 'pitch', 1, 'I can hold the old price for two years if we agree on the rollout of the modules you already pay for.'),
    ('en-US', 2, 'objection', 0, 'The other vendor is thirty percent cheaper.'),
    ('en-US', 2, 'handle', 0, 'On the license, yes. Ask them for migration and for the audit trail; those two were your reasons to buy.'),
    ('en-US', 2, 'objection', 1, 'Two years is too long for us right now.'),
    ('en-US', 2, 'handle', 1, 'Then let us take one year with a fixed cap on the second. You decide next spring, knowing the number.'),
    ('en-US', 2, 'objection', 2, 'How do I know that support will be any better?'),
    ('en-US', 2, 'handle', 2, 'You should not have to believe me: four hours, in the contract, with a credit if we miss it.'),
    ('en-US', 3, 'title', 0, 'Support escalation: failed import'),
    ('en-US', 3, 'customer', 0, 'Dr. Lindgren'),
    ('en-US', 3, 'open', 0, 'Not really a good time, no. Our import failed again, and payroll is due tomorrow.'),
    ('en-US', 3, 'open', 1, 'Finally. I have explained this to three people already.'),
    ('en-US', 3, 'answer1', 0, 'Twelve hundred rows go in, nine hundred come out, and there is no message at all.'),
    ('en-US', 3, 'answer1', 1, 'It worked until Tuesday. Nothing changed on our side.'),
    ('en-US', 3, 'answer2', 0, 'Three hundred people would be paid late. That is what it costs.'),
    ('en-US', 3, 'answer2', 1, 'We split the file in two. Same result, only twice.'),
    ('en-US', 3, 'pitch', 0, 'I am looking at your file now. The missing rows all have a hire date in a new format; I can fix that on our side.'),
    ('en-US', 3, 'pitch', 1, 'I will stay on the line, rerun it with the strict check off, and compare the totals with you.'),
    ('en-US', 3, 'objection', 0, 'And why did nobody tell us about a new format?'),
    ('en-US', 3, 'handle', 0, 'Because we missed that it affects you. I am sorry. You will get the report on that from me by Monday.'),
    ('en-US', 3, 'objection', 1, 'Last time it was fixed for one day.'),
    ('en-US', 3, 'handle', 1, 'That is why I am adding your file to our nightly tests while we speak. If it breaks, we know before you do.'),
    ('en-US', 3, 'objection', 2, 'I want a credit for this.'),
    ('en-US', 3, 'handle', 2, 'That is reasonable. I will ask for one month, and you will have the answer in writing tomorrow.'),
    ('es-ES', 0, 'greet', 0, 'Buenos días, {customer}, le atiende {first}, de la {company}. ¿Le viene bien ahora?'),
    ('es-ES', 0, 'greet', 1, 'Hola, {customer}, soy {first}, de la {company}. ¿Tiene un momento?'),
    ('es-ES', 0, 'greet', 2, 'Buenas tardes, {customer}. Le llama {first}, de la {company}, como habíamos quedado.'),
    ('es-ES', 0, 'ask1', 0, 'Cuénteme, por favor, ¿qué es lo que más le preocupa?'),
    ('es-ES', 0, 'ask1', 1, '¿Desde cuándo le ocurre, y qué le han dicho hasta ahora?'),
    ('es-ES', 0, 'ask1', 2, 'Para poder ayudarle bien, ¿me explica un poco más su situación?'),
    ('es-ES', 0, 'ask2', 0, '¿Hay algún horario que le resulte imposible?'),
    ('es-ES', 0, 'ask2', 1, '¿Viene alguien con usted, o prefiere que avisemos a un familiar?'),
    ('es-ES', 0, 'ask2', 2, '¿Hay algo más que debamos saber antes de la visita?'),
    ('es-ES', 0, 'react', 0, 'Bueno, si es así, me quedo más tranquila.'),
    ('es-ES', 0, 'react', 1, 'No sé, tengo que hablarlo en casa.'),
    ('es-ES', 0, 'react', 2, 'Gracias por decírmelo tan claro.'),
    ('es-ES', 0, 'close', 0, 'Entonces le reservo el jueves a las diez y le mando la confirmación por mensaje. ¿Le parece bien?'),
    ('es-ES', 0, 'close', 1, 'Le propongo lo siguiente: le apunto ahora, y si surge algo, lo cambiamos sin coste hasta el día antes.'),
    ('es-ES', 0, 'close', 2, '¿Lo dejamos así, y le llamo el lunes para confirmar que todo está en orden?'),
    ('es-ES', 0, 'accept', 0, 'Sí, perfecto. Mándeme el mensaje a este número.'),
    ('es-ES', 0, 'accept', 1, 'De acuerdo, el jueves me viene bien.'),
    ('es-ES', 0, 'decline', 0, 'Prefiero no decidirlo hoy. Ya les llamaré yo.'),
    ('es-ES', 0, 'decline', 1, 'De momento no, gracias. Voy a preguntar también en otro sitio.'),
    ('es-ES', 0, 'bye', 0, 'Muchas gracias, {customer}. Que tenga un buen día.'),
    ('es-ES', 0, 'bye', 1, 'Gracias a usted. Cualquier duda, pregunte por mí. ¡Hasta pronto!'),
    ('es-ES', 0, 'filler', 0, 'Eh, '),
    ('es-ES', 0, 'filler', 1, 'Pues, bueno, '),
    ('es-ES', 0, 'filler', 2, 'O sea, '),
    ('es-ES', 1, 'title', 0, 'Primera cita de traumatología: paciente con dolor'),
    ('es-ES', 1, 'customer', 0, 'señora Aguirre'),
    ('es-ES', 1, 'open', 0, 'Sí, soy yo. Llevo tres semanas con la rodilla hinchada y nadie me da cita antes de febrero.'),
    ('es-ES', 1, 'open', 1, 'Sí. Me caí en la escalera y casi no puedo andar.'),
    ('es-ES', 1, 'answer1', 0, 'Me duele sobre todo de noche. Mi médica me dio antiinflamatorios y ya está.'),
    ('es-ES', 1, 'answer1', 1, 'Me da miedo que sea el menisco otra vez, como en el noventa y ocho.'),
    ('es-ES', 1, 'answer2', 0, 'Trabajo por las mañanas en la panadería, antes de las dos no puedo.'),
    ('es-ES', 1, 'answer2', 1, 'Mi hija puede llevarme, pero solo los martes y los jueves.'),
    ('es-ES', 1, 'pitch', 0, 'El doctor Beltrán tiene un hueco el jueves por la tarde, y la resonancia se la hacemos el mismo día.'),
    ('es-ES', 1, 'pitch', 1, 'Puedo ofrecerle la consulta rápida: la ve primero enfermería y, si hace falta, el especialista en el acto.'),
    ('es-ES', 1, 'objection', 0, '¿Y cuánto me va a costar? Yo no tengo seguro privado.'),
    ('es-ES', 1, 'handle', 0, 'La consulta son setenta y cinco euros. Si después hay operación, se los descontamos.'),
    ('es-ES', 1, 'objection', 1, 'La última vez esperé una hora en la sala.'),
    ('es-ES', 1, 'handle', 1, 'Lo siento de veras. Le doy la primera hora de la tarde, y le avisamos si hay retraso antes de que salga de casa.'),
    ('es-ES', 1, 'objection', 2, 'Prefiero esperar, a ver si se me pasa.'),
    ('es-ES', 1, 'handle', 2, 'Lo entiendo. Con tres semanas de hinchazón conviene mirarlo; si mejora, anulamos la cita sin problema.'),
    ('es-ES', 2, 'title', 0, 'Reclamación: factura que no se entiende'),
    ('es-ES', 2, 'customer', 0, 'señor Lozano'),
    ('es-ES', 2, 'open', 0, 'Sí. Me han cobrado dos veces la misma analítica, y quiero hablar con un responsable.'),
    ('es-ES', 2, 'open', 1, 'Sí, dígame, aunque les he escrito ya tres veces por la factura.'),
    ('es-ES', 2, 'answer1', 0, 'La factura es del doce de marzo, ciento cuarenta euros, y en el recibo pone doscientos ochenta.'),
    ('es-ES', 2, 'answer1', 1, 'Nadie me explica qué es ese suplemento de gestión.'),
    ('es-ES', 2, 'answer2', 0, 'Que me devuelvan lo mío. Y que no vuelva a pasar, que mi padre también es paciente.'),
    ('es-ES', 2, 'answer2', 1, 'Solo puedo hablar a mediodía, en el trabajo no me dejan.'),
    ('es-ES', 2, 'pitch', 0, 'Lo estoy viendo: se emitió por duplicado. Le tramito ahora mismo la devolución, tarda tres días laborables.'),
    ('es-ES', 2, 'pitch', 1, 'Le anulo el suplemento y le mando la factura corregida antes de que colguemos.'),
    ('es-ES', 2, 'objection', 0, 'Eso ya me lo dijeron, y sigo esperando.'),
    ('es-ES', 2, 'handle', 0, 'Tiene razón. Le doy el número de la transferencia y mi extensión, y el viernes le llamo yo.'),
    ('es-ES', 2, 'objection', 1, 'Voy a poner una reclamación oficial.'),
    ('es-ES', 2, 'handle', 1, 'Está en su derecho, y le mando el formulario. Mientras tanto, la devolución sale hoy.'),
    ('es-ES', 2, 'objection', 2, '¿Y las molestias quién me las paga?'),
    ('es-ES', 2, 'handle', 2, 'No puedo pagar las molestias, pero sí invitarle a la próxima analítica, y pedirle disculpas.');

analyze demo_phrases;

-- A number from 0 to 65,535 that depends on the words given and on nothing else.
create function pg_temp.demo_hash(subject text, topic text, detail text default '') returns integer
    language sql immutable
    return ('x' || left(md5('palisade demo ' || subject || '/' || topic || '/' || detail), 4))::bit(16)::integer;

-- One row per session to make: whose, what about, and how it went before anything was counted.
create temp table demo_sessions as
with trainee as (
    select trainee.*, company.name as company_name, tenant.time_zone,
           substr(trainee.tenant_id::text, 2, 7) as company_key,
           split_part(trainee.full_name, ' ', 1) as first_name
    from training.trainees as trainee
    join training.companies as company on company.tenant_id = trainee.tenant_id
    join core.tenants as tenant on tenant.id = trainee.tenant_id
    where trainee.tenant_id in ('c0000001-0000-4000-8000-000000000000', 'c0000002-0000-4000-8000-000000000000',
                                'c0000003-0000-4000-8000-000000000000')
      and not exists (select from training.sessions as session where session.tenant_id = trainee.tenant_id)
),
planned as (
    select trainee.*, k, sessions,
           row_number() over (partition by trainee.tenant_id order by k, trainee.id)::integer as n,
           trainee.id || '/' || k as seed
    from trainee
    cross join lateral (
        select case when trainee.is_active then 28 + pg_temp.demo_hash(trainee.id::text, 'count') % 15 else 9 end
    ) as plan (sessions)
    cross join lateral generate_series(1, plan.sessions) as k
),
dated as (
    select planned.*,
           scenario,
           day + case extract(isodow from day) when 6 then 2 when 7 then 1 else 0 end as day,
           time '08:05' + (pg_temp.demo_hash(seed, 'minute') % 560) * interval '1 minute'
               + (pg_temp.demo_hash(seed, 'second') % 60) * interval '1 second' as at
    from planned
    cross join lateral (
        select 1 + pg_temp.demo_hash(seed, 'scenario') % case planned.language when 'es-ES' then 2 else 3 end
    ) as choice (scenario)
    cross join lateral (
        select date '2026-01-12' + (k * case when planned.is_active then 300 else 90 end / sessions)
            + pg_temp.demo_hash(seed, 'day') % 5
    ) as calendar (day)
)
select tenant_id, company_key, company_name, id as trainee_id, full_name, first_name, language, scenario, k, sessions, n, seed,
       (day + at) at time zone time_zone as started_at,
       ('c' || company_key || '-0000-4000-8003-' || lpad(to_hex(n), 12, '0'))::uuid as id,
       -- Skill: a person's own level, growing with practice, better on some days.
       least(96, greatest(22,
           44 + pg_temp.demo_hash(id::text, 'level') % 24
           + (20.0 * k / sessions)::integer
           + pg_temp.demo_hash(seed, 'form') % 19 - 9)) as skill
from dated;

analyze demo_sessions;

-- Who says what in which order: the turns of each session.
create temp table demo_turns as
with shape (position, stage, by_trainee) as (
    values (1, 'greet', true), (2, 'open', false), (3, 'ask1', true), (4, 'answer1', false), (5, 'ask2', true),
           (6, 'answer2', false), (7, 'pitch', true), (8, 'objection', false), (9, 'handle', true), (10, 'react', false),
           (11, 'objection', false), (12, 'handle', true), (13, 'close', true), (14, 'accept', false), (15, 'bye', true)
),
chosen as (
    select session.seed, session.id as session_id, session.tenant_id, session.language, session.scenario,
           session.first_name, session.company_name, session.skill, shape.position, shape.by_trainee,
           case when shape.stage = 'accept' and session.skill + pg_temp.demo_hash(session.seed, 'luck') % 40 < 72
               then 'decline' else shape.stage end as stage,
           -- An objection and its answer go by one number; a second objection is another one.
           case when shape.stage in ('objection', 'handle')
               then pg_temp.demo_hash(session.seed, 'objection') + case when shape.position > 10 then 1 else 0 end
               else pg_temp.demo_hash(session.seed, shape.stage) end as choice
    from demo_sessions as session
    cross join shape
    -- Two sessions in five have a second objection.
    where shape.position not in (11, 12) or pg_temp.demo_hash(session.seed, 'second') % 5 < 2
),
variants as (
    select language, scenario, stage, count(*)::integer as count
    from demo_phrases
    group by language, scenario, stage
),
worded as (
    select chosen.*, phrase.text,
           -- The less skill, the more fillers.
           chosen.by_trainee and chosen.position > 1
               and pg_temp.demo_hash(chosen.seed, 'filler', chosen.position::text) % 100 < 72 - chosen.skill * 0.7 as has_filler
    from chosen
    join variants
        on variants.language = chosen.language and variants.stage = chosen.stage
       and variants.scenario in (0, chosen.scenario)
    join demo_phrases as phrase
        on phrase.language = chosen.language and phrase.stage = chosen.stage and phrase.scenario = variants.scenario
       and phrase.variant = chosen.choice % variants.count
),
spoken as (
    select worded.seed, worded.session_id, worded.tenant_id, worded.position, worded.by_trainee, worded.has_filler,
           replace(replace(replace(
               case
                   when not worded.has_filler then worded.text
                   when worded.text like 'I %' then filler.text || worded.text
                   else filler.text || lower(left(worded.text, 1)) || substr(worded.text, 2)
               end,
               '{first}', worded.first_name), '{company}', worded.company_name), '{customer}', customer.text) as text,
           worded.skill
    from worded
    join demo_phrases as customer
        on customer.language = worded.language and customer.scenario = worded.scenario and customer.stage = 'customer'
    join demo_phrases as filler
        on filler.language = worded.language and filler.stage = 'filler'
       and filler.variant = pg_temp.demo_hash(worded.seed, 'which', worded.position::text) % 3
),
timed as (
    select spoken.*, words,
           -- Words per minute of this voice in this session; then a pause before the next turn.
           (words * 60000.0 / case when by_trainee then 118 + pg_temp.demo_hash(seed, 'pace') % 58
                                   else 128 + pg_temp.demo_hash(seed, 'their pace') % 40 end)::integer as length_ms,
           350 + pg_temp.demo_hash(seed, 'pause', position::text) % 1900 as pause_ms
    from spoken
    cross join lateral (select cardinality(string_to_array(text, ' '))) as count (words)
)
select timed.*,
       (sum(length_ms + pause_ms) over turns - length_ms - pause_ms)::integer as start_ms,
       (sum(length_ms + pause_ms) over turns - pause_ms)::integer as end_ms
from timed
window turns as (partition by session_id order by position);

analyze demo_turns;

-- What can be counted, per session, and what is judged.
create temp table demo_results as
with counted as (
    select session_id,
           sum(words)::integer as words,
           count(*) filter (where has_filler)::integer as fillers,
           sum(length_ms) filter (where by_trainee)::double precision as own_ms,
           sum(length_ms)::double precision as all_ms,
           sum(words) filter (where by_trainee) as own_words,
           max(length_ms) filter (where by_trainee) as longest_ms,
           max(end_ms) as end_ms,
           string_agg(case when by_trainee then 'trainee: ' else 'customer: ' end || text, e'\n' order by position) as content,
           jsonb_agg(jsonb_build_object('speaker', case when by_trainee then 'trainee' else 'customer' end,
               'start_ms', start_ms, 'end_ms', end_ms, 'text', text) order by position) as segments,
           min(text) filter (where position = 9) as best_answer
    from demo_turns
    group by session_id
),
scored as (
    select session.*, counted.*,
           least(100, greatest(0, skill + pg_temp.demo_hash(seed, 'opening') % 15 - 7)) as opening,
           least(100, greatest(0, skill + pg_temp.demo_hash(seed, 'questioning') % 17 - 9)) as questioning,
           least(100, greatest(0, skill + pg_temp.demo_hash(seed, 'objections') % 19 - 11)) as objections,
           least(100, greatest(0, skill + pg_temp.demo_hash(seed, 'closing') % 17 - 10)) as closing,
           pg_temp.demo_hash(seed, 'fate') % 100 as fate
    from demo_sessions as session
    join counted on counted.session_id = session.id
)
select scored.*,
       round((opening + questioning + objections + closing) / 4.0)::integer as overall,
       round((own_ms / all_ms)::numeric, 4)::double precision as talk_ratio,
       round(own_words * 60000.0 / own_ms)::integer as pace,
       round(greatest(-1, least(1, (skill - 52) / 55.0 + (pg_temp.demo_hash(seed, 'mood') % 41 - 20) / 100.0)), 4)::double precision
           as sentiment,
       ceil(end_ms / 1000.0)::integer as seconds,
       started_at + ceil(end_ms / 1000.0) * interval '1 second' as ended_at,
       round((0.86 + pg_temp.demo_hash(seed, 'confidence') % 1300 / 10000.0)::numeric, 4)::double precision as confidence,
       -- The latest may still be in work; now and then the machines fail; what is old is put away.
       case
           when k = sessions and pg_temp.demo_hash(seed, 'late') % 6 = 0 then 'completed'
           when fate = 0 then 'completed'
           when started_at < timestamptz '2026-03-01' then 'archived'
           else 'analyzed'
       end as status,
       case
           when k = sessions and pg_temp.demo_hash(seed, 'late') % 6 = 0 then 'processing'
           when fate = 0 then 'failed'
           else 'complete'
       end as processing
from scored;

analyze demo_results;

-- Rows go in as trainees see them later: scores only where the analysis is complete.
insert into training.sessions (tenant_id, id, trainee_id, title, status, started_at, ended_at, duration_seconds,
                               audio_quality, audio_file_url, audio_file_size, minute_cost, processing_status,
                               analytics_summary, created_at, updated_at)
select result.tenant_id, result.id, result.trainee_id, title.text, result.status, result.started_at, result.ended_at,
       result.seconds,
       jsonb_build_object('codec', 'opus', 'sample_rate', 48000, 'bitrate', 32000,
           'signal_to_noise_db', 18 + pg_temp.demo_hash(result.seed, 'noise') % 22),
       'audio/' || result.tenant_id || '/' || result.id || '.opus',
       result.seconds * 4000 + pg_temp.demo_hash(result.seed, 'bytes') % 4000,
       ceil(result.seconds / 60.0), result.processing,
       case when result.processing = 'complete' then
           jsonb_build_object('overall_score', result.overall, 'talk_time_ratio', result.talk_ratio,
               'speaking_pace_wpm', result.pace, 'filler_words_count', result.fillers)
       end,
       result.started_at, result.ended_at
from demo_results as result
join demo_phrases as title
    on title.language = result.language and title.scenario = result.scenario and title.stage = 'title'
order by result.tenant_id, result.n
on conflict do nothing;

insert into training.session_participants (tenant_id, id, session_id, trainee_id, speaker, kind, display_name,
                                           talk_time_seconds, created_at)
select result.tenant_id, overlay(result.id::text placing voice.block from 20 for 4)::uuid, result.id,
       result.trainee_id, voice.speaker, voice.kind,
       case voice.speaker when 'trainee' then result.full_name else customer.text end,
       round(case voice.speaker when 'trainee' then own_ms else all_ms - own_ms end / 1000)::integer,
       result.started_at
from demo_results as result
join demo_phrases as customer
    on customer.language = result.language and customer.scenario = result.scenario and customer.stage = 'customer'
cross join (values ('8004', 'trainee', 'trainee'), ('8005', 'customer', 'ai_persona')) as voice (block, speaker, kind)
order by result.tenant_id, result.n
on conflict do nothing;

insert into training.transcripts (tenant_id, id, session_id, trainee_id, content, structured_content, language,
                                  confidence_score, word_count, created_at, updated_at)
select tenant_id, overlay(id::text placing '8006' from 20 for 4)::uuid, id, trainee_id, content, segments, language,
       confidence, words, started_at, ended_at
from demo_results
order by tenant_id, n
on conflict do nothing;

insert into training.analysis_results (tenant_id, id, session_id, trainee_id, analysis_type, provider, version, results,
                                       confidence_score, processing_time_ms, api_cost_usd, created_at)
select tenant_id, overlay(id::text placing '8007' from 20 for 4)::uuid, id, trainee_id, 'voice_metrics', 'elevenlabs',
       case when started_at < timestamptz '2026-06-01' then '2.3' else '2.4' end,
       jsonb_build_object(
           'speaking_pace_wpm', pace, 'filler_words_count', fillers, 'talk_time_ratio', talk_ratio,
           'pitch_hz', 105 + pg_temp.demo_hash(trainee_id::text, 'pitch') % 110,
           'longest_turn_ms', longest_ms),
       confidence, 900 + seconds * 11, round((seconds * 0.00021)::numeric, 6), ended_at + interval '40 seconds'
from demo_results
where processing = 'complete'
order by tenant_id, n
on conflict do nothing;

insert into training.analysis_results (tenant_id, id, session_id, trainee_id, analysis_type, provider, version, results,
                                       confidence_score, processing_time_ms, api_cost_usd, created_at)
select tenant_id, overlay(id::text placing '8008' from 20 for 4)::uuid, id, trainee_id, 'conversation_analysis',
       'openai', case when started_at < timestamptz '2026-05-01' then '1.3.0' else '1.4.0' end,
       jsonb_build_object(
           'overall_score', overall,
           'skills', jsonb_build_object('opening', opening, 'questioning', questioning,
               'objection_handling', objections, 'closing', closing),
           'strongest', (array['opening', 'questioning', 'objection_handling', 'closing'])[
               array_position(array[opening, questioning, objections, closing],
                   greatest(opening, questioning, objections, closing))],
           'to_practise', (array['opening', 'questioning', 'objection_handling', 'closing'])[
               array_position(array[opening, questioning, objections, closing],
                   least(opening, questioning, objections, closing))],
           'personal_context', jsonb_build_object('trainee', full_name, 'quote', best_answer)),
       round((0.78 + pg_temp.demo_hash(seed, 'certainty') % 2000 / 10000.0)::numeric, 4)::double precision,
       2100 + words * 9, round((words * 0.000034 + 0.004)::numeric, 6), ended_at + interval '75 seconds'
from demo_results
where processing = 'complete'
order by tenant_id, n
on conflict do nothing;

insert into training.session_analytics (tenant_id, id, session_id, trainee_id, overall_score, talk_time_ratio,
                                        filler_words_count, speaking_pace_wpm, sentiment_score, opening_score,
                                        questioning_score, objection_handling_score, closing_score, created_at,
                                        updated_at)
select tenant_id, overlay(id::text placing '8009' from 20 for 4)::uuid, id, trainee_id, overall, talk_ratio, fillers,
       pace, sentiment, opening, questioning, objections, closing, ended_at + interval '80 seconds',
       ended_at + interval '80 seconds'
from demo_results
where processing = 'complete'
order by tenant_id, n
on conflict do nothing;

drop function pg_temp.demo_hash(text, text, text);
drop table pg_temp.demo_results, pg_temp.demo_turns, pg_temp.demo_sessions, pg_temp.demo_phrases;

-- The planner should know the new rows at once.
analyze core.memberships, training.trainees, training.sessions, training.session_participants, training.transcripts,
        training.analysis_results, training.session_analytics;

-- pins
select
    articles_2.id is not null,
    articles_2.title,
    notes_3.number is not null,
    notes_3.text,
    photos_4.id is not null,
    photos_4.caption,
    photos_4.rank
from (
    select pins_1.id, pins_1.article_id, pins_1.note_article_id, pins_1.note_number, pins_1.photo_id
    from news.pins as pins_1
    order by pins_1.id
    limit 3
) as pins_1
left join news.articles as articles_2 on articles_2.id = pins_1.article_id
left join news.notes as notes_3 on notes_3.article_id = pins_1.note_article_id and notes_3.number = pins_1.note_number
left join news.photos as photos_4 on photos_4.id = pins_1.photo_id
order by pins_1.id;

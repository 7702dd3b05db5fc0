-- remarks
select
    remarks_1.text,
    articles_2.id is not null,
    articles_2.title,
    authors_3.name,
    authors_3.id is not null,
    authors_4.id is not null,
    authors_4.name
from (
    select remarks_1.id, remarks_1.text, remarks_1.about_id, remarks_1.about_type
    from news.remarks as remarks_1
    order by remarks_1.id
    limit 50
) as remarks_1
left join news.articles as articles_2 on remarks_1.about_type = 'article' and articles_2.id = remarks_1.about_id
left join news.authors as authors_3 on authors_3.id = articles_2.author_id
left join news.authors as authors_4 on remarks_1.about_type = 'person' and authors_4.id = remarks_1.about_id
order by remarks_1.id;

-- contributions
select
    total.count
from (select (select count(*) from news.articles as articles_5) + (select count(*) from news.notes as notes_6) + (select count(*) from news.photos as photos_7) as count) as total;

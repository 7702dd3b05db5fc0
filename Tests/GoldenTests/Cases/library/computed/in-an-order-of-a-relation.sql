-- copies
select
    copies_1.number,
    books_3.title,
    case when books_3.id is not null then library.heft(books_3.*) end,
    books_3.id is not null
from (
    select copies_1.book_id, copies_1.number
    from library.copies as copies_1
    left join library.books as books_2 on books_2.id = copies_1.book_id
    order by case when books_2.id is not null then library.heft(books_2.*) end desc, copies_1.number, copies_1.book_id
    limit 4
) as copies_1
left join library.books as books_2 on books_2.id = copies_1.book_id
left join library.books as books_3 on books_3.id = copies_1.book_id
order by case when books_2.id is not null then library.heft(books_2.*) end desc, copies_1.number, copies_1.book_id;

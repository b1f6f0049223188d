interface OtherFile {
  name: string
  text: string
  bytes?: Uint8Array
  delimiter: string
  minCells: number
}

const storygraph = `Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,Read Count,Moods,Pace,Star Rating,Review,Content Warnings,Tags,Owned?
Tides,"Ina Brandt, Kit Moss",Pauline Orr (Narrator),9780441013593,paperback,read,2024/12/01,2025/03/14,"2025/03/01-2025/03/14, 2024/01/02-2024/02/03",2,"tense, dark",fast,3.75,<div>Slow&nbsp;start.</div>,Graphic: Death,"cozy mystery, own",Yes
Night Birds,Jo Petersen,,B00ABC123X,digital,did-not-finish,2025/01/01,2024/05/05,2024/05/05,1,,,,,,,No
Moor,Ann Lee,,,audio,currently-reading,2025/02/01,,2025/02/03-,1,,,0.25,,,,No
Odd,Ann Lee,,9.78044E+12,papyrus,paused,2025/13/01,2024/04/00,2024/04-2024/05,9,hopeful,,4.3,,,,maybe
`

const librarything = `Book Id\tTitle\tSort Character\tPrimary Author\tPrimary Author Role\tSecondary Author\tSecondary Author Roles\tPublication\tDate\tReview\tRating\tComment\tPrivate Comment\tSummary\tMedia\tPage Count\tAcquired\tDate Started\tDate Read\tTags\tCollections\tLanguages\tISBN\tISBNs\tDewey Decimal\tCopies\tEntry Date
1\tCafé "Noir"\t1\tGarcía, Ana\t\tMüller, Jörg|Lee, Ann\tTranslator|\tBerlin : Verlag, 2005.\t2005\tTrès bon.[Return]Fini.\t4.5\tSigned\tFrom Zoë\tA café.\tPaperback\t300\t[2010-01-05]\t[2010-01-06]\t[2010-02-01]\tnoir, own\tYour library, To read\tGerman\t[0441013597]\t0441013597, 9780441013593\t843.92\t1\t[2009-06-12]
2\t"Surely You're Joking!"\t1\tFeynman, Richard P.\tAuthor\t\t\t\tc1985\t\t0\t\t\t\tPapyrus\t\t\t\t2010\tscience\tWishlist\tKlingon, English\t[]\t\t\t2\t2009-06-12
`

const calibre = `author_sort,authors,comments,cover,formats,id,identifiers,isbn,languages,library_name,pubdate,publisher,rating,series,series_index,size,tags,timestamp,title,title_sort,uuid
"Brandt, Ina & Moss, Kit","Ina Brandt & Kit Moss","<div><p>Slow &amp; good.</p></div>","/c/cover.jpg","epub, mobi","1","isbn:9780441013593,goodreads:12","9780441013593","eng","Library","2005-03-01T00:00:00+00:00","Ace","4","Tides","2.0","161640","Fantasy, Sea","2023-02-16T12:04:08+00:00","A House of Salt","House of Salt, A","f145e701"
"Lee, Ann","Ann Lee","","","","2","","044101359","tlh, eng","Library","0101-01-01T00:00:00+00:00","","3.5","","1.0","","","2023-02-16T12:04:08+08:00","Moor","Moor","f145e702"
`

const bookwyrm = `title,author_text,remote_id,openlibrary_key,inventaire_id,goodreads_key,isbn_10,isbn_13,oclc_number,start_date,finish_date,stopped_date,rating,review_name,review_cw,review_content,review_published,shelf,shelf_name,shelf_date
Tides,"Ina Brandt, Kit Moss",https://example.test/book/1,OL1M,,12,0441013597,9780441013593,,2024-01-02,2024-02-03,,4,On Tides,spoilers,<p>A sea that <em>thinks</em>.</p>,2024-02-04,read,Read,2024-02-03
Moor,,https://example.test/book/2,,,,,,99,,,2024-03-01,,,,,,my-shelf-12,My shelf,2024-03-01
`

const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))

/** Files of the other formats, with their quirks. Titles, people and texts are made up. */
export const files: OtherFile[] = [
  { name: 'StoryGraph', text: storygraph, delimiter: ',', minCells: 45 },
  { name: 'LibraryThing', text: librarything, bytes: latin1(librarything), delimiter: '\t', minCells: 35 },
  { name: 'Calibre', text: calibre, delimiter: ',', minCells: 30 },
  { name: 'BookWyrm', text: bookwyrm, delimiter: ',', minCells: 20 },
]

export { bookwyrm, calibre, latin1, librarything, storygraph }

import type { english } from '../../import/texts.ts'

/** The messages of the service for an import, by their codes. */
export const service: typeof english.service = {
  issues: {
    invalid_date: 'Das ist kein Datum, das der Import lesen kann.',
    partial_date: 'Der Tag oder der Monat fehlt.',
    ambiguous_date: 'Das Datum kann Tag/Monat oder Monat/Tag sein.',
    future_date: 'Das Datum liegt in der Zukunft.',
    dates_reversed: 'Das Ende liegt vor dem Anfang.',
    invalid_isbn: 'Das ist keine ISBN, oder ihre Prüfziffer ist falsch.',
    lost_isbn: 'Eine Tabellenkalkulation hat die ISBN gerundet, sodass Ziffern verloren sind.',
    other_isbn: 'Die Zeile hat schon eine andere ISBN.',
    invalid_rating: 'Die Bewertung liegt nicht zwischen 0,25 und 5 Sternen in Vierteln.',
    invalid_number: 'Das ist keine Zahl, die das Feld haben kann.',
    unknown_status: 'Diesen Status kennt Bookplate nicht.',
    unknown_category: 'Diese Kategorie kennt Bookplate nicht.',
    unknown_language: 'Das ist weder der Name noch das Kürzel einer Sprache.',
    several_languages: 'Ein Buch hat eine Sprache: Die erste wird verwendet.',
    unknown_yes_no: 'Das ist weder ja noch nein.',
    read_count: 'Die Zahl der Lektüren passt nicht zu den Daten.',
    too_long: 'Der Text ist zu lang für sein Feld.',
    too_many: 'Das Feld fasst nicht so viele Werte: Die ersten werden verwendet.',
    title_shortened: 'Der Titel hat mehr als 200 Zeichen und wird gekürzt.',
    second_value: 'Die Zeile hat schon einen anderen Wert für das Feld.',
    invalid_value: 'Das Feld kann diesen Wert nicht haben.',
    damaged_text: 'Einige Zeichen der Datei sind beschädigt und wurden ersetzt.',
  },
  problems: {
    ragged_row: 'Die Zeile hat mehr Zellen als die erste Zeile der Datei',
    malformed_quotes: 'Eine Zelle hat ein Anführungszeichen in der Mitte, sodass ihr Ende unklar ist',
    title_empty: 'Der Titel fehlt',
    invalid_text: 'Der Text ist kein gültiges Unicode',
    too_much_text: 'Die Zeile hat mehr Text, als ein Buch fassen kann',
  },
  matches: {
    in_library: 'Sie haben dieses Buch schon.',
    in_file: 'Eine frühere Zeile der Datei ist dasselbe Buch.',
    several: 'Mehrere Ihrer Bücher können dieses sein.',
    title_taken: 'Sie haben ein Buch mit diesem Titel. Importieren Sie die Datei später noch einmal.',
    changed: 'Das Buch wurde während des Imports geändert. Importieren Sie die Datei noch einmal.',
  },
  unreadable: {
    workbook:
      'Die Datei ist eine Arbeitsmappe oder ein ZIP. Öffnen Sie sie in der Tabellenkalkulation, speichern Sie sie als „CSV UTF-8“, und importieren Sie die CSV-Datei.',
    not_text: 'Die Datei ist kein Text: Sie hat Bytes, die in keiner CSV- oder JSON-Datei vorkommen.',
    unknown_format:
      'Die Datei beginnt nicht wie eine Bibliothek: Die erste Zeile muss die Spalten nennen, zum Beispiel Title und Author.',
    row_without_end: 'Eine Zeile endet nicht: Ein Anführungszeichen fehlt, oder die Datei ist unvollständig.',
    malformed_csv: 'Zu viele Zellen haben Anführungszeichen, wo CSV sie nicht erlaubt.',
    malformed_json:
      'Die Datei ist kein gültiges JSON in UTF-8, hat einen Namen zweimal in einem Objekt oder ist unvollständig.',
    not_a_list: 'Die JSON-Datei ist weder ein Export von Bookplate noch eine Liste von Büchern.',
    too_many_columns: 'Die Datei hat zu viele Spalten.',
    too_many_rows: 'Die Datei hat zu viele Zeilen.',
  },
}

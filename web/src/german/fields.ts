import type { english } from '../book/fields/texts.ts'
import { number, plural } from '../i18n/format.ts'

export const fields: typeof english = {
  title: 'Titel',
  onlyYou: 'Nur Sie sehen das.',
  about: { title: 'Über das Buch', summary: 'Kategorie, Reihe, Beschreibung', number: 'Nummer' },
  authors: { add: 'Weiteren Autor hinzufügen', row: 'Autor', one: (at) => `Autor ${at}` },
  edition: {
    title: 'Die Ausgabe',
    summary: 'ISBN, Verlag, Jahr, Seiten, Sprache, Format',
    notKnown: 'Unbekannt',
    languageHint: 'Ein Name oder ein Kürzel, zum Beispiel Deutsch, en oder pt-BR.',
  },
  reading: {
    title: 'Ihre Lektüre',
    summary: 'Fortschritt, Tage, Schlagwörter, Rezension, Notizen',
    progress: 'Fortschritt in Prozent',
    isOwned: 'Besitzen Sie es?',
    notSaid: 'Keine Angabe',
    yes: 'Ja',
    no: 'Nein',
  },
  readings: {
    hint: 'Eine Zeile für jede Lektüre. Ein Tag, den Sie nicht wissen, bleibt leer.',
    add: 'Lektüre hinzufügen',
    row: 'Lektüre',
    started: 'Begonnen',
    finished: 'Beendet',
  },
  rating: {
    notSet: 'Nicht gesetzt',
    notRated: 'Nicht bewertet',
    stars: (stars) => plural(stars, { one: '1 Stern', other: `${number(stars)} Sterne` }),
    hint: 'Nur Sie sehen Status und Bewertung.',
  },
  tags: {
    hint: 'Drücken Sie nach jedem Schlagwort Enter, oder tippen Sie ein Komma.',
    list: 'Schlagwörter dieses Buchs',
    remove: (tag) => `Schlagwort ${tag} entfernen`,
  },
  own: {
    summary: 'Alles andere, was Sie festhalten wollen',
    hint: 'Zum Beispiel „Stimmung“ oder „Verliehen an“.',
    add: 'Feld hinzufügen',
    row: 'Feld',
    name: 'Name',
    value: 'Wert',
    nameOf: (at) => `Name von Feld ${at}`,
    valueOf: (at) => `Wert von Feld ${at}`,
  },
}

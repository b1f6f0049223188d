import type { english } from '../crop/texts.ts'

export const crop: typeof english = {
  frame: 'Rahmen um den Umschlag',
  hint: 'Schieben Sie Ecken und Seiten an die Kanten des Umschlags.',
  keys: 'Pfeiltasten bewegen sie, mit Umschalt weiter.',
  handles: {
    nw: 'Ecke oben links',
    ne: 'Ecke oben rechts',
    se: 'Ecke unten rechts',
    sw: 'Ecke unten links',
    n: 'Obere Seite',
    e: 'Rechte Seite',
    s: 'Untere Seite',
    w: 'Linke Seite',
  },
  position: (across, down) => `${across} % von links, ${down} % von oben`,
  turn: 'Drehen',
  whole: 'Ganzes Bild',
  guess: 'Kanten finden',
  done: 'Zuschneiden',
}

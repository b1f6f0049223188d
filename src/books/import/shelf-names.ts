import type { Category } from '../fields.ts'

/** Words of a shelf that name the category for certain. */
export const certainNames: Record<Category, string> = {
  romance:
    'romance, romances, romantic, romantic suspense, romcom, romcoms, rom com, rom coms, love story, love stories',
  poetry: 'poetry, poem, poems, verse, haiku, sonnets',
  politics:
    'politics, political, political science, government, elections, current affairs, current events, ' +
    'international relations',
  'picture book': 'picture book, picture books, picturebook, picturebooks, board book, board books',
  science:
    'science, sciences, pop sci, popular sci, physics, astronomy, astrophysics, cosmology, biology, chemistry, ' +
    'mathematics, maths, math, evolution, genetics, neuroscience, geology, ecology, natural history',
  fantasy: 'fantasy, fantasies, romantasy, grimdark, dragons, wizards, sword and sorcery',
  horror: 'horror, zombies, ghost story, ghost stories, haunted, weird fiction',
  thriller:
    'thriller, thrillers, mystery, mysteries, crime, suspense, detective, detectives, noir, whodunit, whodunits, ' +
    'espionage, spy fiction, spy novels, krimi, krimis',
}

/** Words that have another meaning together than one of them alone. */
export const otherMeanings =
  'science fiction, social science, social sciences, true crime, computer science, computer sciences, data science, ' +
  'library science, military science, occult science, christian science, life science fiction, romantic era, ' +
  'romantic period, mystery box, film noir, political fiction, political thriller'

/** A shelf with one of these words says what a book is not. */
export const denials = 'non, not, no, never, anti, without, isnt, free, less, un'

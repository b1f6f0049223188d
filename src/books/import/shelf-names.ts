import type { Category } from '../fields.ts'

type ShelfNames = Record<Category, string>

/** Words of a shelf that name the category. */
export const certainNames: ShelfNames = {
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

/** Words of a shelf that are near a category, so that it is a guess. */
export const nearNames: ShelfNames = {
  romance: 'erotica, regency, chick lit, new adult, womens fiction',
  poetry: 'play, plays, drama, theatre, theater',
  politics:
    'history, historical, biography, biographies, autobiography, autobiographies, memoir, memoirs, philosophy, ' +
    'economics, sociology, social science, social sciences, feminism, law, journalism, essays, society, religion, war',
  'picture book':
    'children, childrens, kids, juvenile, middle grade, comic, comics, manga, graphic novel, graphic novels',
  science:
    'nonfiction, non fiction, technology, tech, programming, computers, psychology, health, medicine, engineering, ' +
    'nature, environment, business, self help, cooking',
  fantasy:
    'fiction, novel, novels, literature, literary, classic, classics, short stories, young adult, ya, ' +
    'science fiction, sci fi, scifi, sf, sff, space opera, cyberpunk, steampunk, dystopia, dystopian, speculative, ' +
    'paranormal, supernatural, magic, magical realism, myths, mythology, fairy tale, fairy tales',
  horror: 'gothic, vampire, vampires, ghosts',
  thriller: 'true crime, spy, adventure, action',
}

/** For books whose shelves name no category: most of them are fiction. */
export const fallback: Category = 'fantasy'

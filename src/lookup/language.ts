// Codes that the MARC list gave up: in BCP 47 some of them name other languages.
const discontinued: Record<string, string> = {
  cam: 'km',
  esp: 'eo',
  eth: 'gez',
  far: 'fo',
  fri: 'fy',
  gae: 'gd',
  gag: 'gl',
  gal: 'om',
  gua: 'gn',
  int: 'ia',
  iri: 'ga',
  lan: 'oc',
  lap: 'smi',
  max: 'gv',
  mla: 'mg',
  mol: 'ro',
  sao: 'sm',
  sho: 'sn',
  snh: 'si',
  sso: 'st',
  swz: 'ss',
  tag: 'tl',
  taj: 'tg',
  tar: 'tt',
  tsw: 'tn',
}

/** Undetermined, several, without words, and not coded. */
const noLanguage = new Set(['und', 'mul', 'zxx', 'mis'])

/** @returns the tag for a MARC code; undefined if it names no language. `bookFields` makes it canonical: `ger` is `de`. */
export const languageOfMarc = (code: string): string | undefined => {
  const known = code.toLowerCase()
  if (!/^[a-z]{3}$/.test(known) || noLanguage.has(known)) return undefined
  return discontinued[known] ?? known
}

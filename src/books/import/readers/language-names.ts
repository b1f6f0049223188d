/** The codes of the languages that most books are in. */
const codes =
  'af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fo fr fy ga gd gl gu he hi hr hu hy id is it ja ka kk km kn ko ku ' +
  'la lb lo lt lv mk ml mn mr ms mt my nb ne nl nn no pa pl ps pt ro ru sa sk sl so sq sr sv sw ta te th tl tr uk ur uz vi yi zh zu'

let byName: Map<string, string> | undefined

/** English names, and each language's own name. Made at the first use: most files have no languages. */
const namesOf = (): Map<string, string> => {
  byName ??= new Map(
    codes.split(' ').flatMap((code) =>
      ['en', code].flatMap((locale): [string, string][] => {
        const name = new Intl.DisplayNames([locale], { type: 'language' }).of(code)
        return name ? [[name.toLowerCase(), code]] : []
      }),
    ),
  )
  return byName
}

const tagForm = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i

/** @returns the BCP 47 tag of a code or a name; undefined for another word, which may be a valid tag by chance */
export const languageOf = (text: string): string | undefined => {
  const name = namesOf().get(text.toLowerCase())
  if (name !== undefined || !tagForm.test(text)) return name
  try {
    // It turns the codes of ISO 639-2 into those of 639-1, such as eng into en.
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0]
  } catch {
    return undefined
  }
}

/** Names of entities of HTML: Latin-1 from 160 on, then others by their characters. */
const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot ' +
  'cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml ' +
  'Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig ' +
  'agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ' +
  'ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml'
const others =
  'amp& lt< gt> quot" apos\' OElig\u0152 oelig\u0153 Scaron\u0160 scaron\u0161 Yuml\u0178 circ\u02c6 tilde\u02dc ensp\u2002 ' +
  'emsp\u2003 thinsp\u2009 zwnj\u200c zwj\u200d lrm\u200e rlm\u200f ndash\u2013 mdash\u2014 lsquo\u2018 rsquo\u2019 sbquo\u201a ' +
  'ldquo\u201c rdquo\u201d bdquo\u201e dagger\u2020 Dagger\u2021 bull\u2022 hellip\u2026 permil\u2030 prime\u2032 Prime\u2033 ' +
  'lsaquo\u2039 rsaquo\u203a euro\u20ac trade\u2122 larr\u2190 rarr\u2192 hearts\u2665 star\u2606 starf\u2605 newline\n NewLine\n ' +
  'tab\t Tab\t lsqb[ rsqb] lbrack[ rbrack] num# excl! colon: semi; comma, period. lpar( rpar) ast* dollar$ percnt% sol/ bsol\\ ' +
  'grave` lbrace{ rbrace} vert| hyphen\u2010 dash\u2010 horbar\u2015'

const named = new Map([
  ...latin1.split(' ').map((name, at): [string, string] => [name, String.fromCharCode(160 + at)]),
  ...others.split(' ').flatMap((entry): [string, string][] => {
    const name = /^\w+(?=\W$)/.exec(entry)?.[0]
    return name ? [[name, entry.slice(name.length)]] : []
  }),
])
const lowerCase = new Map([...named].map(([name, char]) => [name.toLowerCase(), char]))

/** HTML reads the numbers 128 to 159 as bytes of Windows-1252: sites wrote them so. */
const bytes = new TextDecoder('windows-1252')

const charOf = (number: number): string => {
  if (number >= 0x80 && number <= 0x9f) return bytes.decode(Uint8Array.of(number))
  return number > 0 && number <= 0x10ffff ? String.fromCodePoint(number).toWellFormed() : '\ufffd'
}

/** Decodes entities of HTML. Names that are not known stay as they are. */
export const decodeEntities = (text: string): string =>
  text.replace(
    /&(?:#x(?<hex>[\da-f]{1,6})|#(?<decimal>\d{1,7})|(?<name>[a-z][a-z\d]{1,8}));/gi,
    (entity, ...rest) => {
      const { hex, decimal, name } = rest.at(-1)
      if (name !== undefined) return named.get(name) ?? lowerCase.get(name.toLowerCase()) ?? entity
      return charOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
    },
  )

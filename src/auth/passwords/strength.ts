import { type MatchExtended, ZxcvbnFactory } from '@zxcvbn-ts/core'
import decompress from '@zxcvbn-ts/dictionary-compression/decompress'
import { commonPasswordBands, qwertyGraph } from './common-passwords.ts'

// log10 of the guesses that an attacker who knows the usual tricks needs, by zxcvbn's estimate: its score 3, "safely
// unguessable", starts here.
const minGuessesLog10 = 8
// More is asked where the user's own name or address is among the patterns: it is known for certain.
const minPersonalGuessesLog10 = 9
// Less is asked of a respelled password, because respelling has thrown some of its guesses away.
const minRespelledGuessesLog10 = 6

// zxcvbn's work grows with the square of the length and with the leet readings that it tries (100 unless told). So
// it sees the start and the end of a long password; guesses multiply, and the two together are enough or they aren't.
const headLength = 32
const tailLength = 16
const maxLeetReadings = 3
const maxRespelledLength = 20

const build = () => {
  const common = commonPasswordBands.flatMap((band) => decompress(band))
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { common },
    graphs: { qwerty: qwertyGraph },
    l33tMaxSubstitutions: maxLeetReadings,
  })
  return { zxcvbn, listed: new Set(common) }
}

// Built at the first use, in some 20 ms that no other request should pay for.
let built: ReturnType<typeof build> | undefined
const dictionary = () => (built ??= build())

const isGuessedBlindly = ({ pattern }: MatchExtended) => pattern === 'bruteforce'

const weakPatterns = (text: string, hints: string[], minLog10: number): MatchExtended[] | undefined => {
  const windows = [text.slice(0, headLength), text.slice(headLength).slice(-tailLength)]
  const patterns: MatchExtended[] = []
  let guessesLog10 = 0
  for (const window of windows) {
    const result = dictionary().zxcvbn.check(window, hints)
    guessesLog10 += result.guessesLog10
    if (guessesLog10 >= minLog10) return undefined
    patterns.push(...result.sequence)
  }
  // Eight characters without any pattern come to 10^8: short, which is the length rule's business.
  return patterns.every(isGuessedBlindly) ? undefined : patterns
}

const digitKeys = ')!@#$%^&*('

// What hides that the whole is no more than a pattern or two: `!Q2w3e4r`, `Pass@word1`, `Cat2026!`, `111222333444555`.
const respellings = [
  (text: string) => text.replace(/[)!@#$%^&*(]/g, (symbol) => String(digitKeys.indexOf(symbol))),
  (text: string) => text.replaceAll(/[^\p{L}\p{N}]/u.exec(text)?.[0] ?? '', ''),
  (text: string) => text.replace(/(.)\1+/gsu, '$1'),
]

const isEasyRespelled = (text: string) =>
  text.length <= maxRespelledLength &&
  respellings
    .map((respell) => respell(text))
    .some((respelled) => respelled !== text && weakPatterns(respelled, [], minRespelledGuessesLog10))

/**
 * Whether `text` is a frequent password, a walk over the keyboard, a sequence, a repeat, or little more than one of them.
 * @param hints what an attacker would try for this very user, in lower case
 * @returns `hinted` when it is easily guessed thanks to a hint, `common` when without, `undefined` when it is not
 */
export function easyGuess(text: string, hints: string[]): 'common' | 'hinted' | undefined {
  if (dictionary().listed.has(text.toLowerCase())) return 'common'
  const patterns = weakPatterns(text, hints, minPersonalGuessesLog10)
  if (patterns?.some(({ dictionaryName }) => dictionaryName === 'userInputs')) return 'hinted'
  const isEasy = patterns && weakPatterns(text, [], minGuessesLog10)
  return isEasy || isEasyRespelled(text.toLowerCase()) ? 'common' : undefined
}

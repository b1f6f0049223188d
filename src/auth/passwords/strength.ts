import { type MatchExtended, ZxcvbnFactory } from '@zxcvbn-ts/core'
import decompress from '@zxcvbn-ts/dictionary-compression/decompress'
import { decodeFingerprints, fingerprintOf } from './fingerprints.ts'

// log10 of the guesses that an attacker with the usual tricks needs, as zxcvbn estimates it. Its score 3, "safely
// unguessable", starts here.
const minGuessesLog10 = 8
// A pattern from the user's own name or email needs more, because an attacker knows both.
const minPersonalGuessesLog10 = 9
// A respelled password needs less, because respelling removed some of its guesses.
const minRespelledGuessesLog10 = 6

// zxcvbn's work grows with the square of the length, and with the leet readings that it tries (100 by default). So it sees
// only the start and the end of a long password. The guesses of both are multiplied.
const headLength = 32
const tailLength = 16
const maxLeetReadings = 3
const maxRespelledLength = 20

/** The file that scripts/common-passwords.mjs makes. */
export interface CommonPasswords {
  /** In order of frequency. Within a band the words are sorted and front-coded. */
  bands: string[]
  fingerprints: string
  /** The keys beside each key. */
  qwerty: Record<string, (string | null)[]>
}

const digitKeys = ')!@#$%^&*('

// Spellings that hide one or two patterns: `!Q2w3e4r`, `Pass@word1`, `Cat2026!`, `111222333444555`.
const respellings = [
  (text: string) => text.replace(/[)!@#$%^&*(]/g, (symbol) => String(digitKeys.indexOf(symbol))),
  (text: string) => text.replaceAll(/[^\p{L}\p{N}]/u.exec(text)?.[0] ?? '', ''),
  (text: string) => text.replace(/(.)\1+/gsu, '$1'),
]

/** Whether `text`, or its part before digits and symbols at the end, is a leaked password. @param text in lower case */
const isLeaked = (text: string, leaked: ReadonlySet<number>): boolean =>
  [text, text.replace(/[^\p{L}]+$/u, '')].some((reading) => leaked.has(fingerprintOf(reading)))

/**
 * @param hints words that an attacker would try for this user, in lower case
 * @returns `hinted` if `text` is easy to guess with a hint, `common` if without, undefined if it is not easy to guess
 */
export type EasyGuess = (text: string, hints: string[]) => 'common' | 'hinted' | undefined

const isBruteForce = ({ pattern }: MatchExtended) => pattern === 'bruteforce'

/**
 * Takes about 20 ms.
 * @returns a function that finds frequent passwords, walks over the keyboard, sequences, repeats, and passwords that add
 *   little to one of them
 */
export const createEasyGuess = ({ bands, fingerprints, qwerty }: CommonPasswords): EasyGuess => {
  const common = bands.flatMap((band) => decompress(band))
  const listed = new Set(common)
  const leaked = decodeFingerprints(fingerprints)
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { common },
    graphs: { qwerty },
    l33tMaxSubstitutions: maxLeetReadings,
  })

  const weakPatterns = (text: string, hints: string[], minLog10: number): MatchExtended[] | undefined => {
    const windows = [text.slice(0, headLength), text.slice(headLength).slice(-tailLength)]
    const patterns: MatchExtended[] = []
    let guessesLog10 = 0
    for (const window of windows) {
      const result = zxcvbn.check(window, hints)
      guessesLog10 += result.guessesLog10
      if (guessesLog10 >= minLog10) return undefined
      patterns.push(...result.sequence)
    }
    // Eight characters without a pattern need 10^8 guesses. The length rule handles short passwords.
    return patterns.every(isBruteForce) ? undefined : patterns
  }

  const isEasyRespelled = (text: string) =>
    text.length <= maxRespelledLength &&
    respellings
      .map((respell) => respell(text))
      .some((respelled) => respelled !== text && weakPatterns(respelled, [], minRespelledGuessesLog10))

  return (text, hints) => {
    const lower = text.toLowerCase()
    if (listed.has(lower) || isLeaked(lower, leaked)) return 'common'
    const patterns = weakPatterns(text, hints, minPersonalGuessesLog10)
    if (patterns?.some(({ dictionaryName }) => dictionaryName === 'userInputs')) return 'hinted'
    const isEasy = patterns && weakPatterns(text, [], minGuessesLog10)
    return isEasy || isEasyRespelled(lower) ? 'common' : undefined
  }
}

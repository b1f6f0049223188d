// `npm run check:words`: finds words that break the language rules of this repository, and prints the words to use instead.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const paths = 'src web client scripts bench test tools docs examples .ci .github *.md wrangler.toml'.split(
  ' ',
)
const isText = /(\.(ts|tsx|mjs|css|html|md|toml|ya?ml|http)|^\.ci\/run)$/
// Generated, or with these words on purpose.
const skipped = ['src/env.d.ts', 'scripts/check-words.mjs', 'test/scripts/check-words.test.mjs']

const rules = [
  [/\banswer(s|ed|ing)?\b/gi, 'response, respond'],
  [/\brefus(e|es|ed|al|als|ing)\b/gi, 'error, reject'],
  [/\bmend(s|ed|ing)?\b/gi, 'fix'],
  [/\b(whatever|whichever)\b/gi, 'the name of the thing'],
  [/\b(whoever|whomever)\b/gi, 'the role: client, reader, operator'],
  [/\bnobody('s)?\b/gi, 'no reader, no client; orphaned'],
  [/\bunder\s+way\b/gi, 'in progress'],
  [/\b(go|goes|going|went|gone)\s+on\b/gi, 'continue, resume'],
  [/\b(anew|afresh)\b/gi, 'again'],
  [/\bout\s+of\s+order\b/gi, 'temporarily unavailable'],
  [/\btelephones?\b/gi, 'phone'],
  [/\b(is|are|was|were)\s+over(?=[.,;:)]|$)/gim, 'has expired, has ended'],
  // As the first word of a sentence that is no question.
  [/(?<=^\s*|\/\*\* |\/\/ |[.:] )What\b(?![^.?]*\?)/gm, 'the name of the thing as subject'],
]

/** Lines that may contain such a word: a part of the line, and the reason. */
const allowed = [
  {
    file: 'src/db/schema/idempotency.ts',
    text: "text('answer')",
    reason: 'the name of a column in a migration, which is never edited',
  },
  {
    file: 'test/idempotency/emma.ts',
    text: 'answer as outcome',
    reason: 'the name of the same column',
  },
]

/**
 * @param {string} file @param {string} text content of the file
 * @returns {{ file: string, line: number, word: string, instead: string }[]}
 */
export const findWords = (file, text) => {
  const lines = text.split('\n')
  const texts = allowed.filter((entry) => entry.file === file).map((entry) => entry.text)
  // Phrases may continue on the next line of a comment. The length of the text stays the same.
  const plain = text.replace(/\n[ \t]*(\/\/|\*|#)/g, (start) => `\n${' '.repeat(start.length - 1)}`)
  return rules
    .flatMap(([pattern, instead]) =>
      [...plain.matchAll(pattern)].map(({ 0: word, index }) => {
        const line = text.slice(0, index).split('\n').length
        return { file, line, word: word.replace(/\s+/g, ' '), instead }
      }),
    )
    .filter(({ line }) => !texts.some((allowedText) => lines[line - 1].includes(allowedText)))
    .sort((a, b) => a.line - b.line)
}

const main = () => {
  const tracked = execFileSync('git', ['ls-files', '-z', ...paths], { encoding: 'utf8' }).split('\0')
  const files = tracked.filter((file) => isText.test(file) && !skipped.includes(file))
  const contents = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))
  const problems = [
    ...[...contents]
      .flatMap(([file, text]) => findWords(file, text))
      .map(({ file, line, word, instead }) => `${file}:${line}: "${word}". Write: ${instead}`),
    ...allowed
      .filter(({ file, text }) => !contents.get(file)?.includes(text))
      .map(({ file, text }) => `scripts/check-words.mjs: ${file} has no ${text} any more. Remove the entry.`),
  ]
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
}

if (import.meta.main) main()

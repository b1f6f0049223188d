import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { findWords } from '../../scripts/check-words.mjs'

const find = (text, file = 'src/x.ts') => findWords(file, text).map(({ line, word }) => `${line}: ${word}`)

describe('scripts/check-words.mjs', () => {
  const cases = [
    ['a comment', 'const a = 1\n// Whoever asks\n', ['2: Whoever']],
    ['a string', "throw new Error('Nobody is here')", ['1: Nobody']],
    ['prose', '# Title\n\nIt refuses, and answers.', ['3: answers', '3: refuses']],
    ['a phrase over two lines of a comment', '  // The upload is under\n  // way.', ['1: under way']],
    ['a phrase over two lines of a block', '/**\n * It goes\n * on.\n */', ['2: goes on']],
    ['a session that is over', '// The session is over.', ['1: is over']],
    ['a clause as subject', '/** What a phone writes. */', ['1: What']],
  ]
  for (const [name, text, expected] of cases)
    test(`finds the word in ${name}`, () => assert.deepEqual(find(text), expected))

  const right = [
    ['a question', '// What is the limit?'],
    ['a longer word', 'const amendment = unanswerable'],
    ['a number', '// The file is over 5 MB'],
  ]
  for (const [name, text] of right) test(`accepts ${name}`, () => assert.deepEqual(find(text), []))

  test('accepts an allowed line in its file only', () => {
    const line = "outcome: text('answer'),"
    assert.deepEqual(find(line, 'src/db/schema/idempotency.ts'), [])
    assert.deepEqual(find(line), ['1: answer'])
  })
})

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { bookForm, password } from './library.mjs'
import { run, runAndKill } from './process.mjs'
import { orphan } from './seed.mjs'

/**
 * Backs up, is killed in the middle, and continues. Meanwhile a reader signs up whose account the backup has passed, and
 * another one, whom it has, is erased.
 */
export const backUpKilled = async ({ state, place, seeded, damage, checks }) => {
  const args = ['--local', '--persist-to', state, '--to', place]
  const isInMiddle = () => existsSync(join(place, 'rows/books-000004.jsonl'))
  checks.that('the backup was killed in the middle', await runAndKill('backup.mjs', args, isInMiddle))
  const early = await run('restore.mjs', ['--local', '--from', place, '--check'])
  checks.that('an incomplete backup is not restored', early.status === 1 && /not complete/.test(early.output))

  const { api, leaving } = seeded
  await api.send('DELETE', '/users?purge=true', { token: leaving.access_token, json: { password } })
  const late = await api.signUp('Late Reader', 'late@example.com', password)
  const form = await bookForm({ title: 'Late', description: '' })
  await api.send('POST', '/books', { form, token: late.access_token })

  const { status, output } = await run('backup.mjs', args)
  checks.equal('the backup continues', [status, /Continues the backup/.test(output)], [0, true])
  checks.that('the backup reports the file without a row', output.includes(orphan))
  checks.that('the backup reports the row without its file', output.includes(damage.missing))
  const { status: checked } = await run('restore.mjs', ['--local', '--from', place, '--check'])
  checks.equal('the checksums of the backup are right', checked, 0)
}

/** Restores into an empty installation, is killed in the middle, and continues. */
export const restoreKilled = async ({ state, place, damage, checks }) => {
  const args = ['--local', '--persist-to', state, '--from', place]
  const isInMiddle = (output) => /Restored users/.test(output)
  checks.that('the restore was killed in the middle', await runAndKill('restore.mjs', args, isInMiddle))
  const { output } = await run('restore.mjs', args)
  checks.that('the restore continues', /Continues the restore/.test(output))
  // The book and the events of the account that was made while the backup ran.
  const leftOut = output.match(/^ {2}\w+ \S+ refers to nothing$/gm)?.map((line) => line.trim().split(' ')[0])
  checks.equal('rows that refer to nothing are left out', leftOut, [
    'books',
    'security_events',
    'security_events',
  ])
  checks.that('the restore reports the missing file', output.includes(damage.missing))
  checks.that(
    'the restore leaves erased accounts out',
    /Rows of erased accounts left out: [1-9]/.test(output),
  )
  const again = await run('restore.mjs', args)
  checks.that('a second restore is rejected', again.status === 1 && /not empty/.test(again.output))
}

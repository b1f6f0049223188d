import { once } from 'node:events'
import { StartError } from './start-error.mjs'
import { startWrangler } from './wrangler.mjs'

/** Migrates the local database. @param {(line: string) => void} log @throws StartError */
export const migrate = async (log) => {
  const pending = new Set()
  const errors = []
  const child = startWrangler(['d1', 'migrations', 'apply', 'DB', '--local'], (line, stream) => {
    const text = log(line)
    if (stream === 'stderr' && text) errors.push(`  ${text}`)
    if (stream === 'stdout') for (const [name] of text.matchAll(/[\w-]+\.sql\b/g)) pending.add(name)
  })
  const [code] = await once(child, 'close')
  if (code === 0) return
  const files = pending.size > 0 ? ` with ${[...pending].join(', ')}` : ''
  throw new StartError(
    `The local database could not be migrated${files}.\n${errors.join('\n')}\n` +
      'A failed file changes nothing: correct it in migrations/ and start again. To start with an empty database, ' +
      'delete .wrangler/state.',
  )
}

import { existsSync, readFileSync } from 'node:fs'
import { DeployError, run } from './commands.mjs'
import { withTemporaryFolder } from './temporary.mjs'

/**
 * @typedef {object} Outcome
 * @property {boolean} ok
 * @property {string} output everything that wrangler printed
 * @property {any} json what it printed as JSON, if it did
 * @property {number} [errorCode] of Cloudflare's API
 * @property {{ version_id: string | null, targets?: string[],
 *   bundle_size: { raw_bytes: number, gzip_bytes: number } }} [deployed] the result of `wrangler deploy`
 */

const parseJson = (text) => {
  try {
    // Warnings come before the JSON.
    return JSON.parse(text.slice(text.search(/[[{]/)))
  } catch {
    return undefined
  }
}

/**
 * Runs wrangler. Results come from its JSON and from the file of WRANGLER_OUTPUT_FILE_PATH, never from its messages.
 * @param {string[]} args @param {{ show?: boolean, env?: Record<string, string> }} [options] as for `run`
 * @returns {Promise<Outcome>}
 */
export const wrangler = (args, { show, env } = {}) =>
  withTemporaryFolder(async ({ path }) => {
    const file = path('output.jsonl')
    const { ok, stdout, stderr } = await run('wrangler', args, {
      show,
      env: { WRANGLER_SEND_METRICS: 'false', WRANGLER_OUTPUT_FILE_PATH: file, ...env },
    })
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
    const entries = lines.map((line) => JSON.parse(line))
    return {
      ok,
      output: `${stdout}${stderr}`.trim(),
      json: parseJson(stdout),
      errorCode: entries.find(({ type }) => type === 'command-failed')?.code,
      deployed: entries.find(({ type }) => type === 'deploy'),
    }
  })

/** @param {string[]} args of a command that prints JSON @param {string} subject of the error message @throws DeployError */
export const readFromWrangler = async (args, subject) => {
  const { ok, json, output } = await wrangler(args)
  if (!ok || json === undefined) throw new DeployError(`Cannot read ${subject}:\n${output}`)
  return json
}

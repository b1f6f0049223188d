import { existsSync, readFileSync } from 'node:fs'
import { run } from './commands.mjs'
import { envOption } from './config.mjs'
import { DeployError } from './deploy-error.mjs'
import { explain } from './explain.mjs'

/** wrangler's own record of what it did, one JSON a line. */
const readVersion = (file) => {
  if (!existsSync(file)) return undefined
  const entries = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  return entries.find(({ type }) => type === 'deploy')?.version_id ?? undefined
}

/**
 * Uploads the Worker and puts it in service.
 * @param {import('./config.mjs').Installation} installation
 * @param {{ url: string, domain?: string, secretsFile?: string, recordFile: string }} options
 *   `secretsFile`: adds secrets; those that are not in it stay @param {import('./account.mjs').Account} account
 * @returns {Promise<string>} the version's id @throws DeployError
 */
export const upload = async ({ env }, { url, domain, secretsFile, recordFile }, account) => {
  const args = ['deploy', envOption(env), '--var', `PUBLIC_URL:${url}`]
  if (domain) args.push('--domain', domain)
  if (secretsFile) args.push('--secrets-file', secretsFile)
  const { status, stdout, stderr } = await run('wrangler', args, {
    show: true,
    env: { WRANGLER_OUTPUT_FILE_PATH: recordFile },
  })
  const said = `${stdout}${stderr}`
  const version = readVersion(recordFile)
  if (status === 0 && version) return version
  const state = /^Uploaded /m.test(stdout)
    ? 'The code was uploaded and may be in service already, but not all that belongs to it.'
    : 'The code is not in service.'
  throw new DeployError(
    `${explain(said, account) ?? 'wrangler did not deploy; it says why above.'}\n${state}`,
  )
}

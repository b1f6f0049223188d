import { DeployError } from './commands.mjs'
import { envOption } from './env-option.mjs'
import { readFromWrangler, wrangler } from './wrangler.mjs'

/**
 * The version in service: its PUBLIC_URL, and the names of its secrets and bindings.
 * @typedef {{ publicUrl?: string, secrets: string[], bindings: string[] }} Deployed
 */

// Codes of Cloudflare's API.
const noSuchWorker = [10007, 10090]

/**
 * @param {import('./config.mjs').Installation} installation
 * @returns {Promise<Deployed | undefined>} undefined when the Worker does not exist @throws DeployError
 */
export const findDeployed = async ({ env }) => {
  const option = envOption(env)
  const { ok, json, output, errorCode } = await wrangler(['deployments', 'status', '--json', option])
  if (noSuchWorker.includes(errorCode)) return undefined
  if (!ok || !json) throw new DeployError(`Cannot read which version is in service:\n${output}`)
  const [{ version_id: id }] = json.versions
  const version = await readFromWrangler(['versions', 'view', id, '--json', option], `the version ${id}`)
  const secrets = await readFromWrangler(['secret', 'list', '--format=json', option], 'the list of secrets')
  const bindings = version.resources?.bindings ?? []
  const names = (list) => list.map(({ name }) => name)
  // A plain `wrangler deploy` sets PUBLIC_URL to the http address of development.
  const publicUrl = bindings.find(({ name, text }) => name === 'PUBLIC_URL' && text?.startsWith('https://'))
  return { publicUrl: publicUrl?.text, secrets: names(secrets), bindings: names(bindings) }
}

import { readJson, run } from './commands.mjs'
import { envOption } from './config.mjs'
import { DeployError } from './deploy-error.mjs'

/**
 * What is deployed already: the names of its secrets, which bindings it has, and where it says it is.
 * @typedef {{ secrets: string[], bindings: string[], url?: string }} Deployed
 */

const ask = async (args, what) => {
  const { status, stdout, stderr } = await run('wrangler', args)
  const answer = readJson(stdout)
  if (status !== 0 || answer === undefined)
    throw new DeployError(`Cannot find out ${what}:\n${stderr || stdout}`)
  return answer
}

/** The bindings of the version in service; none for a Worker that the dashboard or `secret put` made for later. */
const findBindings = async (env) => {
  const option = envOption(env)
  const { versions } = await ask(['deployments', 'status', '--json', option], 'what is deployed')
  const id = versions[0].version_id
  const { resources } = await ask(['versions', 'view', id, '--json', option], 'how it is configured')
  return resources?.bindings ?? []
}

// Not the address of development, which a bare `wrangler deploy` puts there.
const publicUrl = (bindings) =>
  bindings.find(({ name, text }) => name === 'PUBLIC_URL' && text?.startsWith('https://'))?.text

/**
 * @param {import('./config.mjs').Installation} installation
 * @returns {Promise<Deployed | undefined>} undefined when there is no such Worker yet @throws DeployError
 */
export const findDeployed = async ({ env }) => {
  const { status, stdout, stderr } = await run('wrangler', ['secret', 'list', envOption(env)])
  if (status !== 0 && /Worker ".*" .*not found/.test(`${stdout}${stderr}`)) return undefined
  const secrets = readJson(stdout)
  if (status !== 0 || !Array.isArray(secrets))
    throw new DeployError(`Cannot find out whether it is deployed already:\n${stderr || stdout}`)
  const bindings = await findBindings(env)
  const names = (list) => list.map(({ name }) => name)
  return { secrets: names(secrets), bindings: names(bindings), url: publicUrl(bindings) }
}

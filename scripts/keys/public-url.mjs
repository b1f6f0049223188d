import { RotationError } from '../key-rotation.mjs'

/** Asks wrangler, which needs a login. It is loaded only here, because that takes a second. */
const findDeployedUrl = async (env) => {
  const { DeployError } = await import('../deploy/commands.mjs')
  const { readInstallation } = await import('../deploy/config.mjs')
  const { findDeployed } = await import('../deploy/deployed.mjs')
  try {
    const installation = readInstallation(env)
    return installation.publicUrl ?? (await findDeployed(installation))?.publicUrl
  } catch (error) {
    if (!(error instanceof DeployError)) throw error
    throw new RotationError(`${error.message.trim()}\nAdd --public-url with the address of the service.`)
  }
}

/**
 * @param {{ env: string, publicUrl?: string }} options
 * @returns {Promise<string>} the origin of the deployed service @throws RotationError
 */
export const findPublicUrl = async ({ env, publicUrl }) => {
  const url = publicUrl ?? (await findDeployedUrl(env))
  if (!url) throw new RotationError('No service is deployed. Add --public-url with its address.')
  if (!URL.canParse(url) || new URL(url).origin !== url)
    throw new RotationError(`${JSON.stringify(url)} is no origin such as https://books.example.`)
  return url
}

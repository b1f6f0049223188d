import {
  createPasswordPolicy,
  type PasswordPolicy,
  passwordProblemMessages,
} from '../auth/passwords/policy.ts'
import { passwordShapeProblem } from '../auth/passwords/shape.ts'
import type { CommonPasswords } from '../auth/passwords/strength.ts'
import { fromAssets } from '../http/assets.ts'
import type { RequestContext } from '../http/env.ts'

const readPolicy = async (assets: Fetcher, publicUrl: string): Promise<PasswordPolicy> => {
  const response = await assets.fetch(`${publicUrl}/common-passwords.json`)
  if (!response.ok) throw new Error(`The list of common passwords has the status ${response.status}`)
  return createPasswordPolicy(await response.json<CommonPasswords>())
}

/** Read at the first use: in the Worker itself the list would take a sixth of the size. */
const policies = new WeakMap<Fetcher, PasswordPolicy>()

const policyOf = async (c: RequestContext): Promise<PasswordPolicy> => {
  const known = policies.get(c.env.ASSETS)
  if (known) return known
  const policy = await fromAssets(c, (assets) => readPolicy(assets, c.var.config.publicUrl))
  policies.set(c.env.ASSETS, policy)
  return policy
}

/**
 * @param user who may not have a password made from their own name and email
 * @returns the reason why this user may not have `password`, or undefined if they may
 * @throws ApiError `service_unavailable` when the list of common passwords cannot be read
 */
export const newPasswordIssue = async (
  c: RequestContext,
  password: string,
  user: { name: string; email: string },
): Promise<string | undefined> => {
  const problem = passwordShapeProblem(password) ?? (await policyOf(c)).problemOf(password, user)
  return problem && passwordProblemMessages[problem]
}

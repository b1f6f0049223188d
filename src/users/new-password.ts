import {
  createPasswordPolicy,
  type PasswordPolicy,
  passwordProblemMessages,
} from '../auth/passwords/policy.ts'
import { passwordShapeProblem } from '../auth/passwords/shape.ts'
import type { CommonPasswords } from '../auth/passwords/strength.ts'
import { withinLimit } from '../bindings/time-limit.ts'
import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'

const readList = async ({ env, var: { config } }: RequestContext): Promise<CommonPasswords> => {
  const response = await env.ASSETS.fetch(`${config.publicUrl}/common-passwords.json`)
  if (!response.ok) throw new Error(`The list of common passwords has the status ${response.status}`)
  return response.json()
}

/** Read at the first use: in the Worker itself the list would take a sixth of the size. */
const policies = new WeakMap<Fetcher, PasswordPolicy>()

const policyOf = async (c: RequestContext): Promise<PasswordPolicy> => {
  const { ASSETS } = c.env
  const known = policies.get(ASSETS)
  if (known) return known
  try {
    const list = await withinLimit('ASSETS', c.var.config.timeLimitMs, readList(c))
    const policy = createPasswordPolicy(list)
    policies.set(ASSETS, policy)
    return policy
  } catch (cause) {
    throw new ApiError('service_unavailable', { cause })
  }
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

import { env } from 'cloudflare:workers'
import { request, type Session } from '../../support/client.ts'
import { password, signedIn, signedInAdmin } from '../../support/makers.ts'
import { withHeaders } from '../successes.ts'
import { attempt, type Cause, valid } from './request.ts'

export const isOfAdmins = (operation: string) => / .admin/.test(operation)

/** A request of an operation of admins that asks for proof, about another user. The caller becomes an admin. */
export const provingAdmin = async (
  operation: string,
  as: Session & { user: { id: string } },
  proof: object | undefined,
): Promise<Request> => {
  await env.DB.prepare("update users set role = 'admin' where id = ?").bind(as.user.id).run()
  const [method = '', path = ''] = operation.split(' ')
  const { user } = await signedIn()
  const body = { proof, ...(method === 'PATCH' && { role: 'admin' }) }
  return request(method, path.replace('{id}', user.id), { as, body })
}

export const forbidden: Cause = async (operation) => {
  const { access_token } = await signedIn()
  return { request: withHeaders(await valid(operation), { Authorization: `Bearer ${access_token}` }) }
}

export const userNotFound: Cause = async (operation) => {
  const made = await valid(operation)
  return { request: new Request(made.url.replace(/[0-9a-f-]{36}/, crypto.randomUUID()), made) }
}

export const noSecondFactor: Cause = async (operation) => ({
  request: await provingAdmin(operation, await signedIn(), { password }),
})

/** Takes the role from all other users, so no other test may run at the same time. */
export const lastAdmin: Cause = async (operation) => {
  const as = await signedInAdmin()
  await env.DB.prepare("update users set role = 'reader' where id <> ?").bind(as.user.id).run()
  if (operation === 'DELETE /users') return attempt('DELETE', '/users', { as })
  const body = { role: 'reader', proof: { password } }
  return attempt('PATCH', `/admin/users/${as.user.id}`, { as, body })
}

import { env } from 'cloudflare:workers'
import { api, dataOf, type Session } from '../support/client.ts'
import { password } from '../support/makers.ts'

export const proof = { password }

export const change = (as: Session, id: string, body: object) =>
  api.patch(`/admin/users/${id}`, { as, body: { proof, ...body } })

/** @returns the actions of the audit log for a user, newest first */
export const actionsFor = async (as: Session, id: string): Promise<unknown[]> =>
  (await dataOf(await api.get('/admin/audit?limit=100', { as })))
    .filter(({ user_id }: { user_id: string }) => user_id === id)
    .map(({ admin_id, action, details }: Record<string, unknown>) => ({ admin_id, action, details }))

export const kindsOf = async (as: Session): Promise<string[]> =>
  (await dataOf(await api.get('/users/security-events', { as }))).map(({ kind }: { kind: string }) => kind)

/** @returns the number of admins who can sign in */
export const countAdmins = () =>
  env.DB.prepare("select count(*) as n from users where role = 'admin' and disabled_at is null").first('n')

/** Takes the role from every user. */
export const demoteAll = () => env.DB.prepare("update users set role = 'reader'").run()

import { api } from '../session/session.ts'

const rowsPerPage = 20

interface PageQuery {
  q?: string
  cursor?: string | undefined
}

const parameters = ({ q = '', cursor }: PageQuery) => ({
  limit: String(rowsPerPage),
  ...(q !== '' && { q }),
  ...(cursor !== undefined && { cursor }),
})

/** @param q a part of the name or of the email; empty for all users */
export const readUsers = async (query: PageQuery) => {
  const response = await api.admin.users.$get({ query: parameters(query) })
  const { data: rows, page } = await response.json()
  return { rows, next: page.next ?? undefined }
}

export const readAuditLog = async ({ cursor }: PageQuery) => {
  const response = await api.admin.audit.$get({ query: parameters({ cursor }) })
  const { data: rows, page } = await response.json()
  return { rows, next: page.next ?? undefined }
}

export type ManagedUser = Awaited<ReturnType<typeof readUsers>>['rows'][number]
export type Role = ManagedUser['role']
export type AuditEntry = Awaited<ReturnType<typeof readAuditLog>>['rows'][number]
export type ActionName = AuditEntry['action']

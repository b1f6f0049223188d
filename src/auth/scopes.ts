/** The scopes that the line of a route may ask for. */
export const routeScopes = ['books:read', 'books:write', 'profile:read'] as const
export type RouteScope = (typeof routeScopes)[number]

/** The permissions of an API key. `sync` opens `/koreader` alone, and stands with no other. */
export const scopes = [...routeScopes, 'sync'] as const
export type Scope = (typeof scopes)[number]

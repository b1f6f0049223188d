/**
 * The handler of a proxy over a binding. The service uses D1 through a session, so `withSession` returns the proxy
 * itself. Otherwise the statements would bypass it.
 */
export const asSession = <T extends object>(
  get: (target: T, name: string | symbol) => unknown,
): ProxyHandler<T> => ({
  get: (target, name, self) => {
    if (name === 'withSession') return () => self
    return name === 'getBookmark' ? () => null : get(target, name)
  },
})

/**
 * The handler of a proxy over a binding. The service asks D1 through a session, so that what `withSession` opens must
 * be the proxy itself, or the requests would go around it.
 */
export const asSession = <T extends object>(
  get: (target: T, name: string | symbol) => unknown,
): ProxyHandler<T> => ({
  get: (target, name, self) => {
    if (name === 'withSession') return () => self
    return name === 'getBookmark' ? () => null : get(target, name)
  },
})

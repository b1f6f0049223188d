/** @returns a function that adds a listener and returns one that removes it, and a function that calls all listeners */
export const createEvent = <Args extends unknown[]>() => {
  const listeners = new Set<(...args: Args) => void>()
  const listen = (listener: (...args: Args) => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const send = (...args: Args) => {
    for (const listener of listeners) listener(...args)
  }
  return [listen, send] as const
}

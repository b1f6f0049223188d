/** @returns the headers of a request from an IP address */
export const from = (address: string) => ({ 'CF-Connecting-IP': address })

/** A limiter that records its keys. @param success whether it lets requests pass */
export const limiter = (success = true) => {
  const keys: string[] = []
  const limit = async ({ key }: RateLimitOptions) => {
    keys.push(key)
    return { success }
  }
  return { keys, limit }
}

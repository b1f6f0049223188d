/** An assertion or a registration that is not valid. The message names the reason, for the log. */
class InvalidPasskey extends Error {
  override readonly name = 'InvalidPasskey'
}

export const reject = (reason: string, cause?: unknown): never => {
  throw new InvalidPasskey(reason, { cause })
}

/** @returns the result of `check`, or undefined when it throws InvalidPasskey */
export const orUndefined = <T>(check: () => T): T | undefined => {
  try {
    return check()
  } catch (error) {
    if (error instanceof InvalidPasskey) return undefined
    throw error
  }
}

/** `orUndefined` for a check that takes time. */
export const unlessInvalid = async <T>(check: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await check()
  } catch (error) {
    if (error instanceof InvalidPasskey) return undefined
    throw error
  }
}

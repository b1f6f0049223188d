// The service may use a domain above its own host. Only its options tell.
let known: string | undefined

export const rememberRpId = (id: string): void => {
  known = id
}

/** The domain that the passkeys belong to: as the last options said, or the host of this page. */
export const rpId = (): string => known ?? location.hostname

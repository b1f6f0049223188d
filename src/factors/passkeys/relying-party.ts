import type { Config } from '../../http/config.ts'

/** The domain that passkeys belong to, and the origins whose pages may use them. */
export interface RelyingParty {
  id: string
  name: string
  origins: readonly string[]
}

export const relyingParty = ({ publicUrl, passkeys }: Config): RelyingParty => ({
  id: passkeys.rpId ?? new URL(publicUrl).hostname,
  name: 'Bookplate',
  origins: [publicUrl, ...passkeys.origins],
})

import { signal } from '@preact/signals'
import { hasCode } from '../errors/messages.ts'
import { onReaderChange } from '../session/on-reader-change.ts'

/** A sign-in whose password was right, and that waits for its second factor. */
export interface PendingSignIn {
  mfaToken: string
  /** In milliseconds since 1970. */
  expiresAt: number
  methods: readonly string[]
  /** The service has ended it, for example after too many wrong codes. */
  isEnded?: boolean
}

/** In memory alone: the token stands for the password. */
export const pendingSignIn = signal<PendingSignIn | undefined>(undefined)

onReaderChange(() => {
  pendingSignIn.value = undefined
})

interface MfaRequired {
  mfa_token: string
  expires_in: number
  methods: string[]
}

const isMfaRequired = (data: unknown): data is MfaRequired =>
  typeof (data as Partial<MfaRequired> | null)?.mfa_token === 'string'

/** @returns the sign-in that waits, if `error` says so */
export const pendingOf = (error: unknown): PendingSignIn | undefined => {
  if (!hasCode(error, 'mfa_required') || !isMfaRequired(error.data)) return undefined
  const { mfa_token, expires_in, methods } = error.data
  return { mfaToken: mfa_token, expiresAt: Date.now() + expires_in * 1000, methods }
}

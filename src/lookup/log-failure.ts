import { logEvent } from '../http/log.ts'
import type { ProviderFailure } from './failure.ts'
import type { Source } from './provider.ts'

/** Logs why a provider failed: never the query, nor the address, which has the query. */
export const logFailure = (source: Source, { reason }: ProviderFailure): void =>
  logEvent('warn', 'provider_failed', { source, reason })

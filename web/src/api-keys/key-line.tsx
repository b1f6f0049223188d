import { useState } from 'preact/hooks'
import { hasCode } from '../errors/messages.ts'
import { dateText, list, momentText } from '../i18n/format.ts'
import { showMessage } from '../toasts/toasts.ts'
import { type ApiKey, revokeKey } from './keys.ts'
import { apiKeyTexts } from './texts.ts'

interface KeyLineProps {
  apiKey: ApiKey
  onRevoked: () => void
  onError: (error: unknown) => void
}

export const KeyLine = ({ apiKey, onRevoked, onError }: KeyLineProps) => {
  const [busy, setBusy] = useState(false)
  const texts = apiKeyTexts.value
  const { id, name, prefix, scopes, created_at, expires_at, last_used_at } = apiKey
  const revoke = async () => {
    if (busy) return
    setBusy(true)
    try {
      await revokeKey(id)
      showMessage(apiKeyTexts.value.isRevoked(name))
      onRevoked()
    } catch (error) {
      if (hasCode(error, 'api_key_not_found')) return onRevoked()
      onError(error)
      setBusy(false)
    }
  }
  const uses = last_used_at === null ? texts.neverUsed : texts.used(momentText(last_used_at))
  return (
    <li class="session">
      <div>
        <p class="session-device">
          <bdi>{name}</bdi>
          <code class="key-prefix">{prefix}…</code>
        </p>
        <p class="session-times">{list(scopes.map((scope) => texts.scope[scope]))}</p>
        <p class="session-times">
          {texts.made(dateText(created_at))}, {texts.ends(dateText(expires_at))}, {uses}
        </p>
      </div>
      <button
        type="button"
        class="button"
        aria-disabled={busy}
        aria-label={texts.revokeOf(name)}
        onClick={() => void revoke()}
      >
        {busy ? texts.revoking : texts.revoke}
      </button>
    </li>
  )
}

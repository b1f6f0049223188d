import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { onReconnect } from '../connection/online.ts'
import { hasCode, isAborted } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { SecretDialog } from '../secret/secret-dialog.tsx'
import { showMessage } from '../toasts/toasts.ts'
import { readWebhook, removeWebhook, type WebhookSettings } from './settings.ts'
import { webhookTexts } from './texts.ts'
import { WebhookForm } from './webhook-form.tsx'
import { WebhookState } from './webhook-state.tsx'
import './webhook.css'

const useWebhook = () => {
  const [webhook, setWebhook] = useState<WebhookSettings | null>()
  const [error, setError] = useState<unknown>()
  const load = useCallback(() => {
    setError(undefined)
    readWebhook().then(setWebhook, setError)
  }, [])
  useEffect(load, [load])
  useEffect(() => (error === undefined ? undefined : onReconnect(load)), [error, load])
  return { webhook, setWebhook, error, load, setError }
}

/** The address that is told of changes: its state, and a form that sets or replaces it. */
export const Webhook = () => {
  const { webhook, setWebhook, error, load, setError } = useWebhook()
  const [isEditing, setIsEditing] = useState(false)
  const [isRemoving, setIsRemoving] = useState(false)
  const [secret, setSecret] = useState<string>()
  const part = useRef<HTMLDivElement>(null)
  const texts = webhookTexts.value
  const end = () => {
    setIsEditing(false)
    // The button that has the focus disappears.
    part.current?.focus()
  }
  const remove = async () => {
    if (isRemoving) return
    setIsRemoving(true)
    setError(undefined)
    try {
      await removeWebhook()
      showMessage(webhookTexts.value.isRemoved)
      setWebhook(null)
      end()
    } catch (thrown) {
      if (hasCode(thrown, 'webhook_not_found')) setWebhook(null)
      else if (!isAborted(thrown)) setError(thrown)
    } finally {
      setIsRemoving(false)
    }
  }
  return (
    <div ref={part} tabIndex={-1} class="webhook">
      <p>
        {texts.intro} <a href="/docs#/Account/setWebhook">{texts.docs}</a>
      </p>
      {error !== undefined && <Problem error={error} retry={load} />}
      {webhook === undefined && error === undefined && <p role="status">{texts.loading}</p>}
      {webhook && <WebhookState webhook={webhook} />}
      {isEditing && (
        <WebhookForm
          address={webhook?.url}
          onCancel={end}
          onSet={({ secret, ...set }) => {
            setWebhook(set)
            setSecret(secret)
            end()
          }}
        />
      )}
      {webhook !== undefined && !isEditing && (
        <div class="part-actions">
          <button type="button" class="button" onClick={() => setIsEditing(true)}>
            {webhook === null ? texts.begin : webhook.state === 'off' ? texts.setAgain : texts.replace}
          </button>
          {webhook && (
            <button type="button" class="button" aria-disabled={isRemoving} onClick={() => void remove()}>
              {isRemoving ? texts.removing : texts.remove}
            </button>
          )}
        </div>
      )}
      {secret !== undefined && (
        <SecretDialog secret={secret} texts={texts.secretDialog} onClose={() => setSecret(undefined)} />
      )}
    </div>
  )
}

import { dateText, momentText } from '../i18n/format.ts'
import type { WebhookSettings } from './settings.ts'
import { webhookTexts } from './texts.ts'

/** The address, and whether its messages arrive. */
export const WebhookState = ({ webhook }: { webhook: WebhookSettings }) => {
  const { url, state, failing_since, created_at } = webhook
  const texts = webhookTexts.value
  return (
    <div class="webhook-state">
      <p class="webhook-address">
        <bdi dir="ltr">{url}</bdi>
      </p>
      <p class="session-device">
        <strong class={state === 'on' ? 'session-here' : 'webhook-failure'}>{texts.states[state]}</strong>
        <span class="session-times">{texts.setOn(dateText(created_at))}</span>
      </p>
      {state !== 'on' && (
        <p>
          {failing_since !== null && texts.failingSince(momentText(failing_since))} {texts.next[state]}
        </p>
      )}
    </div>
  )
}

import { lazyPart, usePart } from '../page/lazy-part.ts'
import { NotLoaded } from '../page/not-loaded.tsx'
import { webhookTexts } from './texts.ts'

const webhookPart = lazyPart(() => import('./webhook.tsx').then(({ Webhook }) => Webhook))

/** The webhook, whose script is loaded with the account page. */
export const LazyWebhook = () => {
  const { Part, hasFailed } = usePart(webhookPart)
  if (Part) return <Part />
  return hasFailed ? <NotLoaded /> : <p role="status">{webhookTexts.value.loading}</p>
}

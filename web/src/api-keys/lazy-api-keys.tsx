import { lazyPart, usePart } from '../page/lazy-part.ts'
import { NotLoaded } from '../page/not-loaded.tsx'
import { apiKeyTexts } from './texts.ts'

const apiKeysPart = lazyPart(() => import('./api-keys.tsx').then(({ ApiKeys }) => ApiKeys))

/** The keys of programs, whose script is loaded with the account page. */
export const LazyApiKeys = () => {
  const { Part, hasFailed } = usePart(apiKeysPart)
  if (Part) return <Part />
  return hasFailed ? <NotLoaded /> : <p role="status">{apiKeyTexts.value.loading}</p>
}

import { lazyPart, usePart } from '../page/lazy-part.ts'
import { NotLoaded } from '../page/not-loaded.tsx'
import { shareTexts } from './texts.ts'

const sharePart = lazyPart(() => import('./share.tsx').then(({ Share }) => Share))

/** The settings of the shared shelf, whose script is loaded with the account page. */
export const LazyShare = () => {
  const { Part, hasFailed } = usePart(sharePart)
  if (Part) return <Part />
  return hasFailed ? <NotLoaded /> : <p role="status">{shareTexts.value.loading}</p>
}

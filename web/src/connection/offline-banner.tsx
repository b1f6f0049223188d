import { online } from './online.ts'
import { shownData } from './shown-data.ts'
import { connectionTexts } from './texts.ts'
import './offline.css'

/** Screen readers announce the text only if the empty element was on the page before. */
export const OfflineBanner = () => {
  const { loadedAt, isKept } = shownData.value
  const { offline, unreachable, shown } = connectionTexts.value
  return (
    <div class="offline" role="status">
      {(!online.value || isKept) && (
        <p>
          {online.value ? unreachable : offline} {shown(loadedAt)}
        </p>
      )}
    </div>
  )
}

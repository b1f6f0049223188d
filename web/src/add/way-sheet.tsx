import { newBookName } from '../book/kept-book.ts'
import { Icon, type IconName } from '../design/icon.tsx'
import { Dialog } from '../dialog/dialog.tsx'
import { DraftOffers } from '../drafts/draft-offers.tsx'
import { continueDraft } from '../drafts/tell.ts'
import { useOffers } from '../drafts/use-offers.ts'
import { usePageTitle } from '../page/page-title.ts'
import { pushHref } from '../router/location.ts'
import { shelfHref, type Way } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { countForLater } from '../scan/pile/kept-isbns.ts'
import { user } from '../session/session.ts'
import { handOver } from './handed-over.ts'
import { addTexts } from './texts.ts'
import './way-sheet.css'

const icons: Record<Way, IconName> = { photo: 'camera', scan: 'barcode', search: 'search', hand: 'pen' }

interface WayTextProps {
  way: Way
  label?: string | undefined
  icon?: IconName | undefined
}

const WayText = ({ way, label, icon = icons[way] }: WayTextProps) => {
  const texts = addTexts.value
  const count = way === 'scan' ? countForLater(user.value?.id) : 0
  return (
    <>
      <Icon name={icon} />
      <span class="way-name">{label ?? texts.ways[way]}</span>
      <span class="way-hint">{count > 0 ? texts.forLater(count) : texts.hints[way]}</span>
    </>
  )
}

interface PhotoWayProps {
  label?: string
  icon?: IconName
  /** Opens the camera of a phone at once, instead of its pictures. */
  capture?: 'environment'
  onPhoto: (photo: File) => void
}

/** A file input that looks like the other ways: one tap opens the camera or the files. */
const PhotoWay = ({ label, icon, capture, onPhoto }: PhotoWayProps) => (
  <label class="way">
    <WayText way="photo" label={label} icon={icon} />
    <input
      type="file"
      accept="image/*"
      {...(capture && { capture })}
      onChange={({ currentTarget }) => {
        const [photo] = currentTarget.files ?? []
        if (photo) onPhoto(photo)
      }}
    />
  </label>
)

/** The reader chooses how to add a book. */
export const WaySheet = ({ query, onClose }: { query: ShelfQuery; onClose: () => void }) => {
  const texts = addTexts.value
  usePageTitle(texts.title)
  const { shown } = useOffers(user.value?.id ?? '', newBookName)
  const hrefOf = (way: Way) => shelfHref(query, { kind: 'new', way })
  const usePhoto = (photo: File) => {
    handOver({ photo })
    pushHref(hrefOf('photo'))
  }
  // With `capture` a phone offers its camera alone, without it perhaps its pictures alone.
  const isPhone = matchMedia('(pointer: coarse)').matches
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <DraftOffers {...shown} proceed={continueDraft} />
      <ul class="ways">
        {isPhone && (
          <li>
            <PhotoWay label={texts.takePhoto} capture="environment" onPhoto={usePhoto} />
          </li>
        )}
        <li>
          <PhotoWay {...(isPhone && { label: texts.choosePicture, icon: 'image' })} onPhoto={usePhoto} />
        </li>
        {(['scan', 'search', 'hand'] as const).map((way) => (
          <li key={way}>
            <a class="way" href={hrefOf(way)}>
              <WayText way={way} />
            </a>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

import { Icon, type IconName } from '../design/icon.tsx'
import { lastQuery } from '../router/last-query.ts'
import { route } from '../router/location.ts'
import { shelfHref } from '../router/route.ts'
import { shellTexts } from './texts.ts'
import './bottom-bar.css'

/** A browser opens its keyboard only if a field takes the focus at once. */
const openSearch = () => document.querySelector<HTMLInputElement>('.bar input[type="search"]')?.focus()

const Link = ({
  icon,
  href,
  label,
  isHere,
}: {
  icon: IconName
  href: string
  label: string
  isHere: boolean
}) => (
  <a class="bottom-link" href={href} aria-current={isHere ? 'page' : undefined}>
    <Icon name={icon} />
    {label}
  </a>
)

/** The navigation of phones, within reach of the thumb. */
export const BottomBar = () => {
  const { page } = route.value
  const texts = shellTexts.value
  return (
    <nav class="bottom-bar" aria-label={texts.main}>
      <Link icon="shelf" href={shelfHref(lastQuery.value)} label={texts.shelf} isHere={page === 'shelf'} />
      <button type="button" class="bottom-link" onClick={openSearch}>
        <Icon name="search" />
        {texts.search}
      </button>
      <a class="bottom-add" href={shelfHref(lastQuery.value, { kind: 'new' })} aria-label={texts.add}>
        <Icon name="plus" />
      </a>
      <Link icon="person" href="#/account" label={texts.account} isHere={page === 'account'} />
    </nav>
  )
}

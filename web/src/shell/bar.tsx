import { Icon } from '../design/icon.tsx'
import { lastQuery } from '../router/last-query.ts'
import { route } from '../router/location.ts'
import { numbersHref, shelfHref } from '../router/route.ts'
import { SearchField } from '../shelf/search-field.tsx'
import { ShelfTools } from '../shelf/shelf-tools.tsx'
import { Nameplate } from './nameplate.tsx'
import { shellTexts } from './texts.ts'
import './bar.css'

const Link = ({ href, isHere, label }: { href: string; isHere: boolean; label: string }) => (
  <a class="nav-link" href={href} aria-current={isHere ? 'page' : undefined}>
    {label}
  </a>
)

/** The bar at the top of every page. */
export const Bar = () => {
  const { page } = route.value
  const texts = shellTexts.value
  return (
    <header class="bar">
      <div class="bar-content">
        <Nameplate />
        <SearchField />
        <ShelfTools />
        <a class="button primary bar-add" href={shelfHref(lastQuery.value, { kind: 'new' })}>
          <Icon name="plus" /> <span>{texts.add}</span>
        </a>
        <nav class="nav" aria-label={texts.main}>
          <Link href={shelfHref(lastQuery.value)} isHere={page === 'shelf'} label={texts.shelf} />
          <Link href={numbersHref()} isHere={page === 'numbers'} label={texts.numbers} />
          <Link href="#/import" isHere={page === 'import'} label={texts.import} />
          <Link href="#/account" isHere={page === 'account'} label={texts.account} />
        </nav>
      </div>
    </header>
  )
}

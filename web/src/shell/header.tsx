import { Emblem } from '../design/emblem.tsx'
import { lastQuery } from '../router/last-query.ts'
import { route } from '../router/location.ts'
import { shelfHref } from '../router/route.ts'

const Link = ({ href, isHere, label }: { href: string; isHere: boolean; label: string }) => (
  <a class="nav-link" href={href} aria-current={isHere ? 'page' : undefined}>
    {label}
  </a>
)

export const Header = () => {
  const { page } = route.value
  return (
    <header class="header">
      <a class="wordmark" href="#/" aria-label="Bookplate, show the whole shelf">
        <Emblem />
        <span class="wordmark-text">Bookplate</span>
      </a>
      <nav class="nav" aria-label="Main">
        <Link href={shelfHref(lastQuery.value)} isHere={page === 'shelf'} label="Shelf" />
        <Link href="#/import" isHere={page === 'import'} label="Import" />
        <Link href="#/account" isHere={page === 'account'} label="Account" />
      </nav>
    </header>
  )
}

import { Emblem } from '../design/emblem.tsx'
import { PageHeading } from './page-heading.tsx'

export const NotFoundPage = () => (
  <div class="centered-page">
    <Emblem />
    <PageHeading title="Page not found" />
    <p>There is no page at this address.</p>
    <a class="button" href="#/">
      To the shelf
    </a>
  </div>
)

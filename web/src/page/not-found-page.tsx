import { Emblem } from '../design/emblem.tsx'
import { PageHeading } from './page-heading.tsx'

export const NotFoundPage = () => (
  <div class="waiting">
    <Emblem />
    <PageHeading title="No such page" />
    <p>It may have been moved to another shelf, or was never printed.</p>
    <a class="button" href="#/">
      To the shelf
    </a>
  </div>
)

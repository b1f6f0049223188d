import { Emblem } from '../design/emblem.tsx'
import { useFacets } from '../library/facets.ts'
import { noFilter } from '../library/filter.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { route } from '../router/location.ts'
import { isNarrowed } from '../router/shelf-query.ts'
import { user } from '../session/session.ts'
import { shellTexts } from './texts.ts'

/** How many books the library has, and how many of them the shelf shows. */
const Count = () => {
  const here = route.value
  const library = useFacets(noFilter)
  const found = useFacets(here.page === 'shelf' ? here.query : noFilter)
  const texts = shellTexts.value
  if (!library) return null
  const isPart = found && here.page === 'shelf' && isNarrowed(here.query)
  return (
    <span class="nameplate-count figures">
      {isPart ? texts.results(found.total, library.total) : texts.books(library.total)}
    </span>
  )
}

/** The reader's bookplate. It is the heading of the shelf. */
export const Nameplate = () => {
  const texts = shellTexts.value
  const name = user.value?.name
  return (
    <div class="nameplate">
      <a class="nameplate-emblem" href="#/" aria-label={texts.wholeShelf}>
        <Emblem />
      </a>
      <div class="nameplate-text">
        <p class="small-caps">
          <span>{texts.exLibris}</span>
          <Count />
        </p>
        {route.value.page === 'shelf' ? (
          <PageHeading title={texts.shelfTitle}>
            <span dir="auto">{name}</span>
          </PageHeading>
        ) : (
          <p class="nameplate-name" dir="auto">
            {name}
          </p>
        )}
      </div>
    </div>
  )
}

import { Icon } from '../design/icon.tsx'
import { PageHeading } from '../page/page-heading.tsx'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { user } from '../session/session.ts'
import { shelfTexts } from './texts.ts'

export const ShelfHead = ({ query }: { query: ShelfQuery }) => {
  const texts = shelfTexts.value
  return (
    <div class="shelf-head">
      <div class="nameplate">
        <p class="small-caps">{texts.exLibris}</p>
        <PageHeading title={texts.title}>{user.value?.name}</PageHeading>
      </div>
      <a class="button primary" href={shelfHref(query, { kind: 'new' })}>
        <Icon name="plus" /> {texts.add}
      </a>
    </div>
  )
}

import { Emblem } from '../design/emblem.tsx'
import { PageHeading } from './page-heading.tsx'
import { pageTexts } from './texts.ts'

export const NotFoundPage = () => {
  const { notFound, notFoundHint, toShelf } = pageTexts.value
  return (
    <div class="centered-page">
      <Emblem />
      <PageHeading title={notFound} />
      <p>{notFoundHint}</p>
      <a class="button" href="#/">
        {toShelf}
      </a>
    </div>
  )
}

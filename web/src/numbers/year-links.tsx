import { numbersHref } from '../router/route.ts'
import type { Facets } from './figures.ts'
import { yearsToShow } from './figures.ts'
import { numbersTexts } from './texts.ts'

interface YearLinksProps {
  shown: number | undefined
  found: Facets['year_finished']
}

/** The years with a finished book, and all time. */
export const YearLinks = ({ shown, found }: YearLinksProps) => {
  const texts = numbersTexts.value
  const years = yearsToShow(found, new Date().getFullYear(), shown)
  return (
    <nav class="years" aria-label={texts.years}>
      <ul>
        {[undefined, ...years].map((year) => (
          <li key={year ?? 'all'}>
            <a class="chip" href={numbersHref(year)} aria-current={year === shown ? 'page' : undefined}>
              {year ?? texts.allTime}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

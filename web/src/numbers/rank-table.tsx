import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { number } from '../i18n/format.ts'
import './charts.css'

export interface Rank {
  key: string
  name: ComponentChildren
  count: number
  /** The shelf with the books of this row. */
  href?: string | undefined
  category?: string | undefined
}

interface RankTableProps {
  title: string
  nameHead: string
  valueHead: string
  ranks: readonly Rank[]
}

/** A table whose rows have bars, which end on the side where the text ends. Without rows it is left out. */
export const RankTable = ({ title, nameHead, valueHead, ranks }: RankTableProps) => {
  const id = useId()
  const max = Math.max(1, ...ranks.map(({ count }) => count))
  if (ranks.length === 0) return null
  return (
    <figure class="chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <table class="ranks" aria-labelledby={id}>
        <thead>
          <tr>
            {[nameHead, valueHead].map((head) => (
              <th key={head} scope="col">
                <span class="visually-hidden">{head}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ranks.map(({ key, name, count, href, category }) => (
            <tr key={key} data-category={category}>
              <th scope="row">
                {href ? (
                  <a href={href}>
                    <bdi>{name}</bdi>
                  </a>
                ) : (
                  <bdi>{name}</bdi>
                )}
              </th>
              <td>
                <span class="rank">
                  <svg
                    class="rank-bar"
                    viewBox="0 0 100 10"
                    preserveAspectRatio="none"
                    aria-hidden="true"
                    style={{ '--share': String(count / max) }}
                  >
                    <rect
                      class={category && category !== 'none' ? 'chart-bar cloth' : 'chart-bar'}
                      width="100"
                      height="10"
                    />
                  </svg>
                  <span class="figures">{number(count)}</span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}

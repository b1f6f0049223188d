import type { RefObject } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { loadFrom } from '../library/books.ts'
import type { Facets } from '../library/facets.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { kindOf } from './group-books.ts'
import { groupOf, useCurrentValue } from './groups-on-page.ts'
import { valueText } from './heading-text.ts'
import { railLabel } from './rail-label.ts'
import { type Stop, stopsOf } from './stops.ts'
import { shelfTexts } from './texts.ts'
import './scrubber.css'

/** Fewer books are seen at a glance. */
const fewBooks = 60
const fewStops = 3
/** Holding an arrow key passes many stops. Each jump may load a part of the library. */
const keyPauseMs = 350

const keySteps: Record<string, number> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  PageDown: 5,
  PageUp: -5,
  Home: -Infinity,
  End: Infinity,
}

interface ScrubberProps {
  list: RefObject<HTMLElement | null>
  query: ShelfQuery
  facets: Facets
}

const Rail = ({
  list,
  query,
  stops,
}: {
  list: RefObject<HTMLElement | null>
  query: ShelfQuery
  stops: Stop[]
}) => {
  const kind = kindOf(query)
  const rail = useRef<HTMLDivElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  /** Where the reader moves, before the list follows. */
  const [aimed, setAimed] = useState<number>()
  const currentValue = useCurrentValue(list)
  const current = Math.max(
    0,
    stops.findIndex(({ value }) => value === currentValue),
  )
  const at = Math.min(aimed ?? current, stops.length - 1)
  useEffect(() => () => clearTimeout(timer.current), [])

  const clamp = (index: number) => Math.max(0, Math.min(stops.length - 1, index))
  const jump = (index: number) => {
    clearTimeout(timer.current)
    setAimed(undefined)
    const stop = stops[index]
    if (!stop) return
    const group = groupOf(list.current, stop.value)
    if (group) group.scrollIntoView()
    else loadFrom(index === 0 ? undefined : stop.from)
  }
  const indexAt = (event: PointerEvent) => {
    const { top, height } = (event.currentTarget as HTMLElement).getBoundingClientRect()
    return clamp(Math.floor(((event.clientY - top) / height) * stops.length))
  }
  const move = (event: PointerEvent) => {
    if (event.buttons > 0) setAimed(indexAt(event))
  }
  const press = (event: KeyboardEvent) => {
    const step = keySteps[event.key]
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const index = clamp(at + step)
    setAimed(index)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => jump(index), keyPauseMs)
  }

  const text = stops[at] && valueText(kind, stops[at].value)
  return (
    <div
      ref={rail}
      class="scrubber"
      role="slider"
      tabIndex={0}
      aria-label={shelfTexts.value.jump}
      aria-orientation="vertical"
      aria-valuemin={1}
      aria-valuemax={stops.length}
      aria-valuenow={at + 1}
      aria-valuetext={text}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setAimed(indexAt(event))
      }}
      onPointerMove={move}
      onPointerUp={(event) => jump(indexAt(event))}
      onPointerCancel={() => setAimed(undefined)}
    >
      {stops.map((stop, index) => (
        <span key={stop.from} class="scrubber-stop" data-current={index === at ? '' : undefined}>
          {railLabel(kind, stops, index)}
        </span>
      ))}
      {aimed !== undefined && (
        <span class="scrubber-bubble" style={{ '--at': String((at + 0.5) / stops.length) }}>
          {text}
        </span>
      )}
    </div>
  )
}

/** A rail of months, letters or ratings at the edge of the screen, which jumps to books that are not loaded yet too. */
export const Scrubber = ({ list, query, facets }: ScrubberProps) => {
  const { sort, group } = query
  const stops = useMemo(() => stopsOf({ sort, group }, facets), [sort, group, facets])
  if (facets.total < fewBooks || stops.length < fewStops) return null
  return <Rail list={list} query={query} stops={stops} />
}

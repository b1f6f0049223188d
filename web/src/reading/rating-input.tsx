import type { ListedBook } from 'bookplate/client'
import { Component, type TargetedEvent } from 'preact'
import type { OwnBook } from '../library/book.ts'
import { rate } from './actions.ts'
import { readingTexts } from './texts.ts'
import './rating.css'

interface RatingProps {
  book: ListedBook | OwnBook
  /** The id of a label, if the page shows one. */
  labelledBy?: string
  /** Shows the rating only. */
  isLight?: boolean | undefined
}

/** Each press of an arrow key is one value. Save the last of them. */
const keyPauseMs = 700
/** A double click is one choice, and does not remove the rating that it has set. */
const doubleMs = 600

const half = (value: number) => Math.ceil(value * 2) / 2

/**
 * Five stars that a click, a tap or the keyboard sets. The slider of the browser lies over them, so that screen readers
 * and their gestures know it.
 */
export class RatingInput extends Component<RatingProps> {
  /** A value that is being chosen. */
  #chosen: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Undefined while the keyboard is used. */
  #pointer: 'down' | 'up' | undefined
  #atStart = 0
  #lastAt = 0

  get #saved() {
    return this.props.book.rating ?? 0
  }

  override shouldComponentUpdate({ book, isLight }: RatingProps) {
    const { id, rating, title } = this.props.book
    return isLight !== this.props.isLight || book.rating !== rating || book.title !== title || book.id !== id
  }

  override componentWillUnmount() {
    this.#save()
  }

  readonly #save = () => {
    clearTimeout(this.#timer)
    const chosen = this.#chosen
    if (chosen === undefined) return
    this.#chosen = undefined
    rate(this.props.book, chosen)
    this.forceUpdate()
  }

  #show(value: number) {
    this.#chosen = value
    this.forceUpdate()
  }

  readonly #choose = (value: number, delayMs = 0) => {
    clearTimeout(this.#timer)
    this.#lastAt = Date.now()
    this.#show(value)
    if (delayMs === 0) this.#save()
    else this.#timer = setTimeout(this.#save, delayMs)
  }

  readonly #onPointerDown = () => {
    this.#pointer = 'down'
    this.#atStart = this.#chosen ?? this.#saved
  }

  readonly #onInput = ({ currentTarget: input }: TargetedEvent<HTMLInputElement>) => {
    if (this.#pointer === 'down') this.#show(half(input.valueAsNumber))
    else if (this.#pointer === undefined) this.#choose(input.valueAsNumber, keyPauseMs)
    // Some browsers set the value of a tap after its end.
    else input.value = String(this.#chosen ?? this.#saved)
  }

  /** Some browsers set the value by drags alone. */
  readonly #onPointerUp = (event: TargetedEvent<HTMLInputElement, PointerEvent>) => {
    if (this.#pointer !== 'down') return
    this.#pointer = 'up'
    const { left, right, width } = event.currentTarget.getBoundingClientRect()
    const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const share = (isRtl ? right - event.clientX : event.clientX - left) / width
    const value = this.#chosen ?? Math.max(half(Math.min(Math.max(share, 0), 1) * 5), 0.5)
    const isSecond = Date.now() - this.#lastAt < doubleMs
    this.#choose(value === this.#atStart && !isSecond ? 0 : value)
  }

  /** The page is scrolled. */
  readonly #onPointerCancel = () => {
    this.#pointer = 'up'
    this.#chosen = undefined
    this.forceUpdate()
  }

  readonly #onKeyDown = (event: TargetedEvent<HTMLInputElement, KeyboardEvent>) => {
    this.#pointer = undefined
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-5]$/.test(event.key)) return
    event.preventDefault()
    this.#choose(Number(event.key))
  }

  override render({ book, labelledBy, isLight }: RatingProps) {
    const texts = readingTexts.value
    const value = this.#chosen ?? this.#saved
    return (
      <span class={value === 0 ? 'rate unrated' : 'rate'} style={{ '--share': `${value * 20}%` }}>
        <span class="rate-stars" aria-hidden="true">
          ★★★★★
        </span>
        {!isLight && (
          <input
            class="covering-input"
            type="range"
            min="0"
            max="5"
            step="0.25"
            value={value}
            {...(labelledBy
              ? { 'aria-labelledby': labelledBy }
              : { 'aria-label': texts.ratingOf(book.title) })}
            aria-valuetext={value === 0 ? texts.notRated : texts.stars(value)}
            onPointerDown={this.#onPointerDown}
            onInput={this.#onInput}
            onPointerUp={this.#onPointerUp}
            onPointerCancel={this.#onPointerCancel}
            onKeyDown={this.#onKeyDown}
            onBlur={this.#save}
          />
        )}
      </span>
    )
  }
}

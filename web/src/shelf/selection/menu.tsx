import type { ComponentChildren, TargetedToggleEvent } from 'preact'
import { useId, useRef } from 'preact/hooks'

const gapPx = 8

/** Opens above its button, and inside the window. */
const place = (popover: HTMLElement, button: Element) => {
  const { left, width, top } = button.getBoundingClientRect()
  const centered = left + width / 2 - popover.offsetWidth / 2
  const most = document.documentElement.clientWidth - popover.offsetWidth - gapPx
  popover.style.left = `${Math.max(gapPx, Math.min(centered, most))}px`
  popover.style.bottom = `${innerHeight - top + gapPx}px`
}

interface PopoverProps {
  label: string
  /** Its content is a list of actions. */
  isMenu?: boolean
  children: (close: () => void) => ComponentChildren
}

/** A button of the selection bar that opens something above it. */
export const BarPopover = ({ label, isMenu, children }: PopoverProps) => {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const popover = useRef<HTMLDivElement>(null)
  const onToggle = ({ newState }: TargetedToggleEvent<HTMLDivElement>) => {
    button.current?.setAttribute('aria-expanded', String(newState === 'open'))
    if (newState !== 'open' || !popover.current || !button.current) return
    place(popover.current, button.current)
    popover.current.querySelector<HTMLElement>('input, [role=menuitem]')?.focus()
  }
  return (
    <>
      <button
        type="button"
        class="button"
        ref={button}
        popovertarget={id}
        aria-haspopup={isMenu ? 'menu' : undefined}
        aria-expanded="false"
      >
        {label}
      </button>
      <div ref={popover} id={id} popover="auto" class="bar-popover" onToggle={onToggle}>
        {children(() => popover.current?.hidePopover())}
      </div>
    </>
  )
}

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

const onMenuKey = (event: KeyboardEvent) => {
  const step = steps[event.key]
  const menu = event.currentTarget as HTMLElement
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]
  if (!step) return
  event.preventDefault()
  items[step(items.indexOf(document.activeElement as HTMLElement), items.length)]?.focus()
}

/** The label without the sign that something follows. */
const nameOf = (label: string) => label.replace(/\s*…$/, '')

interface MenuProps<Value> {
  label: string
  options: readonly (readonly [value: Value, text: ComponentChildren])[]
  onChoose: (value: Value) => void
}

/** A choice that is carried out at once. */
export const BarMenu = <Value extends string | null>({ label, options, onChoose }: MenuProps<Value>) => (
  <BarPopover label={label} isMenu>
    {(close) => (
      <div role="menu" tabIndex={-1} aria-label={nameOf(label)} class="bar-menu" onKeyDown={onMenuKey}>
        {options.map(([value, text]) => (
          <button
            type="button"
            role="menuitem"
            key={value ?? ''}
            tabIndex={-1}
            onClick={() => {
              close()
              onChoose(value)
            }}
          >
            {text}
          </button>
        ))}
      </div>
    )}
  </BarPopover>
)

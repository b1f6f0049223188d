// When the element that has the focus disappears, the browser gives the focus to the body. A keyboard user would start again
// at the top of the page, and a screen reader would fall silent.

const topDialog = (): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('dialog:modal')].at(-1)

const canTakeFocus = (element: unknown): element is HTMLElement =>
  element instanceof HTMLElement &&
  element !== document.body &&
  element.isConnected &&
  element.checkVisibility() &&
  !element.matches(':disabled') &&
  !element.closest('[inert]') &&
  (topDialog()?.contains(element) ?? true)

/** Gives the focus to the heading of the dialog on top, or of the page. */
const focusHeading = () => {
  const place = topDialog() ?? document.querySelector<HTMLElement>('main')
  const target = [...(place?.querySelectorAll<HTMLElement>('h1, h2') ?? [])].find(canTakeFocus) ?? place
  if (!target) return
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1
  target.focus({ preventScroll: true })
}

/**
 * Moves the focus to `wanted`, if that is possible, or else to the nearest heading.
 * @param lost an element that disappears
 */
export const moveFocus = (wanted: unknown, lost?: Element): void => {
  if (canTakeFocus(wanted) && !lost?.contains(wanted)) wanted.focus({ preventScroll: true })
  if (document.activeElement === document.body || lost?.contains(document.activeElement)) focusHeading()
}

/** Watches the page, and moves the focus whenever its element disappears, is hidden or is disabled. */
export const keepFocus = (): void => {
  let last: Element | undefined
  const check = () => {
    if (!last || document.activeElement !== document.body || canTakeFocus(last)) return
    last = undefined
    focusHeading()
  }
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : undefined
  })
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    if (relatedTarget) return
    // A click beside all controls takes the focus away on purpose.
    queueMicrotask(() => {
      if (document.activeElement === document.body && target === last && canTakeFocus(last)) last = undefined
    })
  })
  new MutationObserver(check).observe(document, {
    childList: true,
    subtree: true,
    attributeFilter: ['disabled', 'hidden', 'inert', 'open'],
  })
}

import { expect } from 'vitest'

/** @returns a text for the element that has the focus */
export const focused = (page) =>
  page.evaluate(() => {
    const { activeElement: element } = document
    return element === null || element === document.body ? 'body' : element.outerHTML.slice(0, 200)
  })

/** Waits until `action` is done, and checks that the focus has not fallen to the body. */
export const keepsFocus = async (page, action, settled) => {
  await action()
  await settled
  await expect.poll(() => focused(page)).not.toBe('body')
}

const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement)

/** Waits until the element has the focus. */
export const hasFocusSoon = async (locator) => {
  await locator.waitFor()
  await expect.poll(() => isFocused(locator)).toBe(true)
}

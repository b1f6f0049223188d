import { expect } from 'vitest'

export const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement)

/** Whether the element with the focus is visible and marked. */
export const isFocusVisible = (page) =>
  page.evaluate(() => {
    const { activeElement: element } = document
    const { width, height } = element.getBoundingClientRect()
    // The mark may be on the parent or on the label.
    const styles = [element, element.parentElement, ...(element.labels ?? [])].map((one) =>
      getComputedStyle(one),
    )
    const isMarked = styles.some(
      ({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || boxShadow !== 'none',
    )
    return isMarked && width > 0 && height > 0
  })

/** Presses Tab until `target` has the focus. Checks every element on the way. */
export const tabTo = async (page, target) => {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(() => document.activeElement === document.body)) continue
    expect(await isFocusVisible(page), await page.evaluate(() => document.activeElement.outerHTML)).toBe(true)
    if (await hasFocus(target)) return
  }
  throw new Error(`Tab does not lead to ${target}`)
}

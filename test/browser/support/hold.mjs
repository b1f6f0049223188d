/**
 * Delays requests before they leave the browser.
 * @param method requests with another method are not delayed
 * @returns `count()`, the number of delayed requests, and `release()`, which sends them and ends the delay
 */
export const hold = async (page, url, method) => {
  const { promise: open, resolve: release } = Promise.withResolvers()
  let held = 0
  await page.route(url, async (route) => {
    if (route.request().method() === method) {
      held++
      await open
    }
    await route.continue()
  })
  return { count: () => held, release }
}

/**
 * Delays responses on their way to the page.
 * @returns `release()`, which ends the delay
 */
export const holdResponse = async (page, url) => {
  const { promise: open, resolve: release } = Promise.withResolvers()
  await page.route(url, async (route) => {
    const response = await route.fetch()
    await open
    await route.fulfill({ response })
  })
  return { release }
}

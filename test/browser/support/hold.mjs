/**
 * Keeps requests waiting on their way out.
 * @param method of those that are held; all others pass
 * @returns `count()` of those that came so far, and `release()`, after which they go on, and all that follow
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

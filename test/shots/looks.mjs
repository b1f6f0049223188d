const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }

/** The options of a browser context for each device. */
export const devices = {
  phone,
  desktop: { viewport: { width: 1280, height: 860 } },
}

const light = { colorScheme: 'light' }
const dark = { colorScheme: 'dark' }

/** How each device is looked at, without a new visit. */
export const looks = {
  phone: [
    { name: 'phone light', media: light },
    { name: 'phone dark', media: dark },
    { name: 'phone mirrored', media: light, direction: 'rtl' },
    { name: 'phone German', media: light, language: 'de' },
    { name: 'tablet light', media: light, viewport: { width: 820, height: 1180 } },
  ],
  desktop: [
    { name: 'desktop light', media: light },
    { name: 'desktop dark', media: dark },
    { name: 'desktop forced colours', media: { ...dark, forcedColors: 'active' } },
    { name: 'desktop German', media: light, language: 'de' },
    { name: 'wide light', media: light, viewport: { width: 2560, height: 1200 } },
  ],
}

/** Another tab chooses the language. */
export const setLanguage = (page, language) =>
  page.evaluate(async (value) => {
    const key = 'bookplate:language'
    localStorage.setItem(key, value)
    dispatchEvent(new StorageEvent('storage', { key }))
    while (document.documentElement.lang !== value) await new Promise(requestAnimationFrame)
  }, language)

const settle = (page) =>
  page.evaluate(async () => {
    const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
    await frames()
    const isLate = (image) => image.getBoundingClientRect().top < innerHeight && !image.src
    // Covers of a larger screen come after the first ones. Offline they stay away.
    for (let wait = 0; wait < 30 && [...document.images].some(isLate); wait++) await frames()
    await Promise.allSettled([...document.images].map((image) => image.decode()))
    await frames()
  })

/** Shows the page in one look. @returns its picture */
export const shoot = async (page, look, device) => {
  await page.emulateMedia({ reducedMotion: 'reduce', forcedColors: 'none', ...look.media })
  await page.setViewportSize(look.viewport ?? devices[device].viewport)
  await page.evaluate((direction) => {
    document.documentElement.dir = direction
  }, look.direction ?? 'ltr')
  await setLanguage(page, look.language ?? 'en')
  await settle(page)
  return page.screenshot()
}

import { searchInPage } from './search-in-page.mjs'
import { giveSession } from './session.mjs'

const waitMs = 20_000

/** A regular expression cannot be sent to the page. */
const sent = (name) => (name instanceof RegExp ? { source: name.source } : name)

/** The actions of a test on a page of Firefox. It names the parts of the page by role, and by name or pattern. */
export const partsOf = (page, origin) => {
  const search = async (role, name) => {
    try {
      return (await page.evaluateHandle(searchInPage, role, sent(name))).asElement()
    } catch (error) {
      // A page that has just been replaced by the next one.
      if (!/context|frame|navigat|realm/i.test(error.message)) throw error
      return undefined
    }
  }
  const until = async (isDone, role, name) => {
    const end = Date.now() + waitMs
    while (Date.now() < end) {
      const element = await search(role, name)
      if (await isDone(element)) return element
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`The ${role} “${name}” is not as expected.`)
  }
  const find = (role, name) => until(Boolean, role, name)
  // A dialog that opens draws the messages a second time, so the element that was found is gone.
  const isClicked = async (element) => {
    try {
      await element?.click()
      return Boolean(element)
    } catch (error) {
      if (!/not clickable|not an element|detached|no such (node|element)|stale/i.test(error.message))
        throw error
      return false
    }
  }
  const click = (role, name) => until(isClicked, role, name)
  const fill = async (role, name, text) => {
    const field = await find(role, name)
    await field.evaluate((input) => input.select())
    await field.type(text)
  }
  const open = (path) => page.goto(origin + path)
  return {
    find,
    click,
    fill,
    open,
    gone: (role, name) => until((element) => !element, role, name),
    /** Waits until it has the focus. */
    focused: (role, name) =>
      until((element) => element?.evaluate((one) => one === document.activeElement), role, name),
    /** Waits until the field has this text. */
    hasText: (role, name, text) =>
      until((element) => element?.evaluate((field, value) => field.value === value, text), role, name),
    /** Opens another address of the app without loading it again, as a link does. */
    go: (hash) =>
      page.evaluate((to) => {
        location.hash = to
      }, hash),
    /** `goBack` of the page waits for an event that is missing where the address loses its hash. */
    back: () => page.evaluate(() => history.back()),
    /** Opens `path` with a new session. */
    openAs: async (reader, path = '/') => {
      await giveSession(page, origin, reader)
      await open(path)
    },
    /** Signs in with the form on the page at `path`. */
    signIn: async ({ email, password }, path = '/') => {
      await open(path)
      await fill('textbox', 'Email', email)
      await fill('textbox', 'Password', password)
      await click('button', 'Sign in')
    },
  }
}

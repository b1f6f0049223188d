/** In the page. BiDi can find elements by their role and name too, but takes seconds for each in Firefox. */
const searchInPage = async (role, name) => {
  const selectors = {
    button: 'button',
    checkbox: '[type=checkbox]',
    combobox: 'select',
    dialog: 'dialog[open], [role=dialog]',
    heading: 'h1, h2, h3',
    link: 'a[href]',
    region: 'section',
    searchbox: '[type=search]',
    slider: '[type=range]',
    status: '[role=status], output',
    textbox: 'input:not([type]), [type=text], [type=email], [type=password], textarea',
  }
  const textOf = (element) => element?.textContent.replace(/\s+/g, ' ').trim()
  const nameOf = (element) =>
    element.getAttribute('aria-label') ??
    textOf(document.getElementById(element.getAttribute('aria-labelledby'))) ??
    textOf(element.labels?.[0] ?? element)
  const isWanted = (element) =>
    element.checkVisibility() &&
    (role === 'status' ? nameOf(element).includes(name) : nameOf(element) === name)
  return [...document.querySelectorAll(selectors[role])].find(isWanted)
}

const waitMs = 20_000

/** The actions of a test on a page of Firefox. It names the parts of the page by role and name. */
export const partsOf = (page, origin) => {
  const search = async (role, name) => {
    try {
      return (await page.evaluateHandle(searchInPage, role, name)).asElement()
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
      if (isDone(element)) return element
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    throw new Error(`The ${role} “${name}” is not as expected.`)
  }
  const find = (role, name) => until(Boolean, role, name)
  const click = async (role, name) => (await find(role, name)).click()
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
    /** Signs in on the page at `path`. */
    signIn: async ({ email, password }, path = '/') => {
      await open(path)
      await fill('textbox', 'Email', email)
      await fill('textbox', 'Password', password)
      await click('button', 'Sign in')
    },
  }
}

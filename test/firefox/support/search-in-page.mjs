/**
 * Runs in the page. BiDi can find elements by their role and name too, but takes seconds for each in Firefox.
 * @param wanted a name, or the `source` of a regular expression
 */
export const searchInPage = (role, wanted) => {
  const selectors = {
    alert: '[role=alert]',
    button: 'button',
    checkbox: '[type=checkbox]',
    combobox: 'select',
    dialog: 'dialog[open], [role=dialog]',
    file: '[type=file]',
    group: 'fieldset',
    heading: 'h1, h2, h3',
    image: 'img',
    link: 'a[href]',
    menuitem: '[role=menuitem]',
    region: 'section',
    searchbox: '[type=search]',
    slider: '[type=range]',
    status: '[role=status], output',
    table: 'table',
    text: 'p, li, th, td, dd',
    textbox: 'input:not([type]), [type=text], [type=email], [type=password], textarea',
  }
  const textOf = (element) => {
    if (!element) return undefined
    const copy = element.cloneNode(true)
    for (const hidden of copy.querySelectorAll('[aria-hidden=true]')) hidden.remove()
    return copy.textContent.replace(/\s+/g, ' ').trim()
  }
  const nameOf = (element) =>
    element.getAttribute('aria-label') ??
    textOf(document.getElementById(element.getAttribute('aria-labelledby'))) ??
    element.getAttribute('alt') ??
    textOf(element.labels?.[0] ?? element.caption ?? element.querySelector(':scope > legend') ?? element)
  const hasContent = ['alert', 'status'].includes(role)
  const isNamed = (name) => {
    if (wanted.source) return new RegExp(wanted.source).test(name)
    return hasContent ? name.includes(wanted) : name === wanted
  }
  return [...document.querySelectorAll(selectors[role])].find(
    (element) => element.checkVisibility() && isNamed(hasContent ? textOf(element) : nameOf(element)),
  )
}

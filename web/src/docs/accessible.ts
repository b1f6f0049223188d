import type { System } from 'swagger-ui-dist/swagger-ui-es-bundle'

// What a screen reader, or a reader without a mouse, misses in Swagger UI's own markup.

/** A plugin: no link within a button, and no level of headings left out. */
export const accessible = ({ React: { createElement, Fragment } }: System) => ({
  components: {
    DeepLink: ({ text }: { text: string }) => createElement('span', null, text),
  },
  wrapComponents: {
    operations: (Operations: unknown) => (props: object) =>
      createElement(
        Fragment,
        null,
        createElement('h2', { className: 'visually-hidden' }, 'Operations'),
        createElement(Operations, props),
      ),
  },
})

const regions = {
  '.information-container': 'About',
  '.scheme-container': 'Server and authorization',
  '.filter-container': 'Filter',
}

const controls = {
  '#servers': 'Server',
  '.examples-select-element': 'Example',
  'select.content-type': 'Media type',
  '.body-param__text': 'Request body',
  '.close-modal': 'Close',
}

// The dialog comes before the page's own headings.
const levels = { '.modal-ux h3': '2', '.modal-ux h4': '3', '.modal-ux h5': '4', '.modal-ux h6': '5' }

const parameterOf = (field: Element) =>
  field.closest('tr')?.querySelector('.parameter__name')?.firstChild?.textContent

const nameAll = (root: Element) => {
  for (const [selector, name] of Object.entries(regions)) {
    for (const region of root.querySelectorAll(selector)) {
      region.role = 'region'
      region.ariaLabel = name
    }
  }
  for (const [selector, name] of Object.entries(controls)) {
    for (const control of root.querySelectorAll(selector)) control.ariaLabel ??= name
  }
  for (const field of root.querySelectorAll('tr :is(select, input)')) {
    field.ariaLabel ??= parameterOf(field) ?? null
  }
  for (const [selector, level] of Object.entries(levels)) {
    for (const heading of root.querySelectorAll(selector)) heading.ariaLevel = level
  }
  // Who says what is written on a button would not find it by these names.
  for (const button of root.querySelectorAll('.modal-ux .btn[aria-label]')) button.ariaLabel = null
  // They call themselves regions, all by the same name.
  for (const table of root.querySelectorAll('table[role=region]')) table.role = null
}

/** Says what the parts of the page are that do not say it themselves, now and whenever there are others. */
export const nameParts = (root: Element): void =>
  new MutationObserver(() => nameAll(root)).observe(root, { childList: true, subtree: true })

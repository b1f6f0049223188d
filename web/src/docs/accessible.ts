// The names that screen readers do not find in the markup of Swagger UI.

const controls = {
  '.operation-filter-input': 'Filter operations',
  '.examples-select-element': 'Example',
  'select.content-type': 'Media type',
  '.body-param__text': 'Request body',
}

const parameterOf = (field: Element) =>
  field.closest('tr')?.querySelector('.parameter__name')?.firstChild?.textContent

const nameAll = (root: Element) => {
  for (const [selector, name] of Object.entries(controls)) {
    for (const control of root.querySelectorAll(selector)) control.ariaLabel ??= name
  }
  // A schema without a title has nothing but an arrow.
  for (const button of root.querySelectorAll('.json-schema-2020-12-accordion')) {
    if (!button.textContent) button.ariaLabel ??= 'Properties'
  }
  for (const button of root.querySelectorAll('.json-schema-form-item-remove')) button.ariaLabel ??= 'Remove'
  for (const field of root.querySelectorAll('tr :is(select, input:not([type=checkbox]))')) {
    field.ariaLabel ??= parameterOf(field) ?? null
  }
}

/** Names the controls of the page, now and whenever others appear. */
export const nameControls = (root: Element): void =>
  new MutationObserver(() => nameAll(root)).observe(root, { childList: true, subtree: true })

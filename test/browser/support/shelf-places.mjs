import { fixture } from './reader.mjs'

const shelf = async (page, { book }, path = '/') => {
  await page.goto(path)
  await page.getByRole('link', { name: book.title }).waitFor()
}

/** Functions that open each view and state of the shelf, by its name. */
export const shelfPlaces = {
  'the covers view': async (page, { book }) => {
    await page.goto('/')
    await page.getByRole('link', { name: book.title }).waitFor()
  },
  'the list view': async (page, { book }) => {
    await page.goto('/#/?view=list')
    await page.getByRole('link', { name: book.title }).waitFor()
  },
  'the spines view': async (page, { book }) => {
    await page.goto('/#/?view=spines')
    await page.getByRole('link', { name: book.title }).waitFor()
  },
  'a selection': async (page, { book }) => {
    await page.goto('/')
    await page.getByRole('link', { name: book.title }).waitFor()
    await page.getByRole('button', { name: 'Select books' }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByRole('button', { name: 'Category …' }).click()
    await page.getByRole('menuitem', { name: 'Poetry' }).waitFor()
  },
  'a search without result': async (page) => {
    await page.goto('/#/?q=nothing+of+the+kind')
    await page.getByRole('heading', { name: /^No book matches/ }).waitFor()
  },
  'the filters': async (page) => {
    await page.goto('/#/?cover=none&rating_min=1')
    await page.getByRole('button', { name: /^Filters/ }).click()
    // On a phone they are a dialog.
    const filters = page.getByRole('region', { name: 'Filters' })
    await filters
      .or(page.getByRole('dialog', { name: 'Filters' }))
      .getByRole('link', { name: 'Without a cover' })
      .waitFor()
  },
  'the list of keys': async (page, { book }) => {
    await page.goto('/')
    await page.getByRole('link', { name: book.title }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
  },
  'the shelf by series': async (page, { book, api }) => {
    await api('PATCH', `/books/${book.id}`, { json: { series: 'The Voyages', series_number: 1 } })
    await page.goto('/#/?group=series')
    await page.getByRole('heading', { name: 'The Voyages' }).waitFor()
  },
  'order and view': async (page, { book }) => {
    await page.setViewportSize({ width: 640, height: 800 })
    await shelf(page, { book })
    await page.getByRole('button', { name: 'Order and view' }).click()
    await page.getByRole('combobox').waitFor()
  },
  'the tags of a selection': async (page, { book }) => {
    await shelf(page, { book })
    await page.getByRole('button', { name: 'Select books' }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByRole('button', { name: 'Tags …' }).click()
    await page.getByRole('button', { name: 'Add' }).waitFor()
  },
  'a change with Undo': async (page, { book, api }) => {
    await api('PATCH', `/books/${book.id}`, { json: { category: 'horror' } })
    await shelf(page, { book })
    await page.getByRole('button', { name: 'Select books' }).click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.getByRole('button', { name: 'Category …' }).click()
    await page.getByRole('menuitem', { name: 'Poetry' }).click()
    await page.getByRole('button', { name: 'Undo' }).waitFor()
  },
  'covers for many books': async (page, { book }) => {
    await shelf(page, { book })
    await page.getByRole('button', { name: 'Select books' }).click()
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Covers …' }).click()
    await (await chooser).setFiles([fixture('palette.png'), fixture('photo.webp')])
    await page.getByRole('dialog', { name: 'Covers for many books' }).getByRole('table').waitFor()
  },
  'the shelf offline': async (page, { book }) => {
    await shelf(page, { book })
    // The page believes it. Without a network, each part that it loads later would be an error.
    await page.evaluate(() => dispatchEvent(new Event('offline')))
    await page.getByText('You are offline').waitFor()
  },
}

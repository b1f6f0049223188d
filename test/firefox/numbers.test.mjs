import { expect, test } from './support/test.mjs'

const finished = (finished_on) => [{ started_on: null, finished_on }]

test('a year in numbers has its charts, and leads to its books', async ({ page, parts, reader }) => {
  await reader.addBooks([
    { title: 'Long', pages: 400, rating: 4, status: 'read', readings: finished('2024-01-31') },
    { title: 'Short', pages: 60, status: 'read', readings: finished('2024-03-01') },
  ])
  await parts.openAs(reader, '/#/numbers/2024')
  await parts.find('heading', 'Your 2024 in books')
  await parts.find('table', 'Pages a month')
  const heights = () =>
    page.$$eval('figure', (figures) => {
      const chart = figures.find((one) => one.querySelector('figcaption').textContent === 'Pages a month')
      return [...chart.querySelectorAll('rect')].map((bar) => bar.getBoundingClientRect().height)
    })
  const [january, february, march] = await heights()
  expect(january).toBeGreaterThan(0)
  expect(february).toBe(0)
  expect(march / january).toBeCloseTo(60 / 400, 1)
  await parts.click('link', /^Long/)
  await parts.find('dialog', 'Long')
})

import { hold } from './support/hold.mjs'
import { expect, test } from './support/test.mjs'

test('a tab waits with its refresh for the response to another tab', async ({ page, reader }) => {
  await reader.addBook({ title: 'One at a Time' })
  await reader.signIn(page.context())
  await page.goto('/')
  const link = (tab) => tab.getByRole('link', { name: 'One at a Time' })
  await link(page).waitFor()

  const slow = await hold(page, '**/users/refresh', 'POST')
  const reloaded = page.reload()
  await expect.poll(slow.count).toBe(1)
  const other = await page.context().newPage()
  const sent = []
  other.on('request', (request) => request.url().endsWith('/users/refresh') && sent.push(request.method()))
  await other.goto('/')
  await expect.poll(() => other.evaluate(async () => (await navigator.locks.query()).pending.length)).toBe(1)
  expect(sent).toEqual([])

  slow.release()
  await reloaded
  await link(page).waitFor()
  await expect.poll(() => sent).toEqual(['POST'])
  await link(other).waitFor()
})

import { proofDialog, proveByPassword } from './support/prove.mjs'
import { expect, test } from './support/test.mjs'
import { hookAddress, openState, openWebhook, setWebhook } from './support/webhook-places.mjs'

const secretDialog = (page) => page.getByRole('dialog', { name: 'The secret of your webhook' })

test('a reader sets a webhook, replaces it and removes it', async ({ page, reader, context }) => {
  await reader.signIn(context)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const part = await setWebhook(page, reader)
  const secret = await secretDialog(page).getByLabel('Secret').inputValue()
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
  // The first attempt to close asks, because the secret is shown once.
  await page.keyboard.press('Escape')
  await secretDialog(page).getByText('You have not copied the secret.').waitFor()
  await secretDialog(page).getByRole('button', { name: 'Copy the secret' }).click()
  await page.getByText('The secret is copied.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret)
  await page.keyboard.press('Escape')
  await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  expect(await page.content()).not.toContain(secret)
  await part.getByText(hookAddress).waitFor()
  await part.getByText('On', { exact: true }).waitFor()
  expect((await reader.api('GET', '/users/webhook')).data).toMatchObject({ url: hookAddress, state: 'on' })

  await part.getByRole('button', { name: 'Replace …' }).click()
  expect(await part.getByLabel('Address').inputValue()).toBe(hookAddress)
  const next = `${hookAddress}/2`
  await part.getByLabel('Address').fill(` ${next} `)
  await part.getByRole('button', { name: 'Replace the webhook' }).click()
  await proofDialog(page).getByText(`${next} will be told when your library changes.`).waitFor()
  await proveByPassword(page, reader.password)
  expect(await secretDialog(page).getByLabel('Secret').inputValue()).not.toBe(secret)
  await secretDialog(page).getByRole('button', { name: 'I have the secret' }).click()
  await part.getByText(next).waitFor()

  await part.getByRole('button', { name: 'Remove …' }).click()
  await proofDialog(page).getByText('The webhook will be removed.').waitFor()
  await proofDialog(page).getByRole('button', { name: 'Cancel' }).click()
  await part.getByRole('button', { name: 'Remove …' }).click()
  await proveByPassword(page, reader.password)
  await page.getByText('The webhook is removed.').waitFor()
  await part.getByRole('button', { name: 'Set a webhook …' }).waitFor()
  expect((await reader.api('GET', '/users/webhook')).data).toBeNull()
})

test('an address that the service rejects is named before a proof is asked for', async ({
  page,
  reader,
  context,
}) => {
  await reader.signIn(context)
  const part = await openWebhook(page)
  await part.getByRole('button', { name: 'Set a webhook …' }).click()
  const set = part.getByRole('button', { name: 'Set the webhook' })
  await set.click()
  await part.getByRole('textbox', { name: 'Address', description: /^Enter an address\./ }).waitFor()
  const problems = {
    'http://hooks.example.com/': 'Must begin with https://.',
    'https://169.254.169.254/latest': 'Must have the name of a host, not an address.',
    'https://nas.local/': 'Must have the name of a public host.',
  }
  for (const [address, problem] of Object.entries(problems)) {
    await part.getByLabel('Address').fill(address)
    await set.click()
    await part.getByText(problem, { exact: true }).waitFor()
    expect(await part.getByLabel('Address').inputValue()).toBe(address)
  }
  expect(await proofDialog(page).count()).toBe(0)
})

test('a webhook that another tab removed is gone here too', async ({ page, reader, context }) => {
  await reader.signIn(context)
  const proof = { password: reader.password }
  await reader.api('PUT', '/users/webhook', { json: { url: hookAddress, proof } })
  const part = await openWebhook(page)
  await reader.api('DELETE', '/users/webhook', { json: { proof } })
  await part.getByRole('button', { name: 'Remove …' }).click()
  await proveByPassword(page, reader.password)
  await part.getByRole('button', { name: 'Set a webhook …' }).waitFor()
})

test('a webhook that fails, or is switched off, says since when and what comes next', async ({
  page,
  reader,
  context,
}) => {
  await reader.signIn(context)
  const failing = await openState(page, 'failing')
  await failing.getByText('Every message has failed since').waitFor()
  await failing.getByText('After three days the webhook is switched off.').waitFor()
  await page.reload()
  const off = await openState(page, 'off')
  await off.getByText('Switched off', { exact: true }).waitFor()
  await off.getByRole('button', { name: 'Set again …' }).click()
  await off.getByRole('button', { name: 'Replace the webhook' }).waitFor()
})

test('a webhook that cannot be read says so, and is read again', async ({ page, reader, context }) => {
  await reader.signIn(context)
  await page.route('**/users/webhook', (route) => route.abort(), { times: 1 })
  await page.goto('/#/account')
  const part = page.getByRole('region', { name: 'Webhook', exact: true })
  await part.getByRole('button', { name: 'Try again' }).click()
  await part.getByRole('button', { name: 'Set a webhook …' }).waitFor()
})

const germanTest = test.extend('locale', () => 'de-AT')

germanTest('the message for an address is German', async ({ page, reader, context }) => {
  await reader.signIn(context)
  await page.goto('/#/account')
  const part = page.getByRole('region', { name: 'Webhook', exact: true })
  await part.getByRole('button', { name: 'Webhook einrichten …' }).click()
  await part.getByLabel('Adresse').fill('https://localhost/')
  await part.getByRole('button', { name: 'Webhook einrichten' }).click()
  await part.getByText('Nötig ist eine https-Adresse mit dem Namen eines öffentlichen Servers').waitFor()
})

test('the keys and the webhook lead to the documentation', async ({ page, reader, context }) => {
  await reader.signIn(context)
  const part = await openWebhook(page)
  await part.getByRole('link', { name: 'The message in detail' }).click()
  await page.getByText('The URL gets a POST when your library has changed').waitFor()
  await page.goto('/#/account')
  await page.getByRole('link', { name: 'Every request, with examples' }).click()
  await page.waitForURL('/docs')
})

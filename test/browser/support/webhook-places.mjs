import { proveByPassword } from './prove.mjs'

export const hookAddress = 'https://hooks.example.com/bookplate'

/** @returns the section of the webhook, as soon as it is read */
export const openWebhook = async (page) => {
  await page.goto('/#/account')
  const part = page.getByRole('region', { name: 'Webhook', exact: true })
  await part.getByRole('button').first().waitFor()
  return part
}

/** Sets the webhook of the reader by the form. @returns the section, with the dialog of the secret above it */
export const setWebhook = async (page, reader, address = hookAddress) => {
  const part = await openWebhook(page)
  await part.getByRole('button', { name: 'Set a webhook …' }).click()
  await part.getByLabel('Address').fill(address)
  await part.getByRole('button', { name: 'Set the webhook' }).click()
  await proveByPassword(page, reader.password)
  await page.getByRole('dialog', { name: 'The secret of your webhook' }).waitFor()
  return part
}

const webhookOf = (state) => ({
  url: `https://hooks.example.com/${'a-long-path/'.repeat(12)}`,
  state,
  failing_since: '2026-11-24T08:00:00.000Z',
  created_at: '2026-11-01T08:00:00.000Z',
})

/** Opens the webhook of another state than a test can bring about in its time. */
export const openState = async (page, state) => {
  await page.route('**/users/webhook', (route) =>
    route.fulfill({ json: { message: '', data: webhookOf(state) } }),
  )
  const part = await openWebhook(page)
  await page.unroute('**/users/webhook')
  return part
}

/** Functions that open the places of the webhook, by their names. */
export const webhookPlaces = {
  'the form of a webhook, with an address inside': async (page) => {
    const part = await openWebhook(page)
    await part.getByRole('button', { name: 'Set a webhook …' }).click()
    await part.getByLabel('Address').fill('https://127.0.0.1/')
    await part.getByRole('button', { name: 'Set the webhook' }).click()
    await part.getByText('Must have the name of a host, not an address.').waitFor()
  },
  'the secret of a webhook': async (page, reader) => {
    await setWebhook(page, reader)
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByText('You have not copied the secret.').waitFor()
  },
  'a webhook that fails': async (page) => {
    const part = await openState(page, 'failing')
    await part.getByRole('button', { name: 'Replace …' }).click()
    await part.getByRole('button', { name: 'Replace the webhook' }).waitFor()
  },
  'a webhook that is switched off': (page) => openState(page, 'off'),
}

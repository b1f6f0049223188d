import { newReader } from './reader.mjs'
import { toSecondStep } from './sign-in.mjs'
import { addTotp } from './totp.mjs'

const heading = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor()

/** The page of a service that sends mail. */
const markMail = (page) =>
  page.route('/', async (route) => {
    const response = await route.fetch()
    const text = await response.text()
    await route.fulfill({ response, body: text.replace('<html', '<html data-mail="on"') })
  })

const waiting = async (page) => {
  const reader = await newReader()
  const factors = await addTotp(reader)
  await toSecondStep(page, reader)
  return factors
}

const ofLink = (path, name) => async (page) => {
  await page.goto(`/#/${path}?token=unknown`)
  await heading(page, name)
}

/** Functions that open the pages around signing in, by their names. */
export const signInPlaces = {
  'the sign-in form of a service with mail': async (page) => {
    await markMail(page)
    await page.goto('/#/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).waitFor()
  },
  'the second step': async (page) => void (await waiting(page)),
  'the second step with a wrong code': async (page) => {
    await waiting(page)
    await page.getByLabel('Code', { exact: true }).fill('000000')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('This code is wrong').waitFor()
  },
  'the second step with a recovery code': async (page) => {
    await waiting(page)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code', { exact: true }).fill('abcd-efgh')
  },
  'a second step that has ended': async (page) => {
    await page.route('**/users/login/mfa', (route) =>
      route.fulfill({
        status: 401,
        contentType: 'application/json',
        body: JSON.stringify({ message: '', data: null, error: { code: 'invalid_token' } }),
      }),
    )
    await waiting(page)
    await page.getByLabel('Code', { exact: true }).fill('000000')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.getByText('This sign-in has ended').waitFor()
  },
  'the form for a forgotten password': async (page) => {
    await markMail(page)
    await page.goto('/#/forgot')
    await page.getByRole('button', { name: 'Send the link' }).waitFor()
  },
  'a service without mail, for a forgotten password': async (page) => {
    await page.goto('/#/forgot')
    await page.getByText('This service sends no mail').waitFor()
  },
  'a mail that was sent': async (page) => {
    await markMail(page)
    await page.route('**/users/password/forgot', (route) =>
      route.fulfill({
        status: 202,
        contentType: 'application/json',
        body: JSON.stringify({ message: '', data: null }),
      }),
    )
    await page.goto('/#/forgot')
    await page.getByLabel('Email', { exact: true }).fill(`${'mary.'.repeat(12)}shelley@example.com`)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await heading(page, 'Look into your mail')
  },
  'the form for a new password': ofLink('reset', 'Choose a new password'),
  'the page that confirms an email': ofLink('verify', 'Confirm your email'),
  'the page that keeps second factors': ofLink('keep-factors', 'Keep your second factors'),
  'a mailed link without its token': async (page) => {
    await page.goto('/#/reset')
    await page.getByText('This page needs the link of a mail.').waitFor()
  },
}

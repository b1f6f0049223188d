/** Sends the sign-in form. */
export const sendPassword = async (page, { email, password }) => {
  await page.getByLabel('Email', { exact: true }).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Sends a password that needs a second step. */
export const toSecondStep = async (page, reader) => {
  await page.goto('/#/sign-in')
  await sendPassword(page, reader)
  await page.getByRole('heading', { name: 'One more step' }).waitFor()
}

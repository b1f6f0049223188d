/** @returns the dialog that asks for a proof */
export const proofDialog = (page) => page.getByRole('dialog', { name: 'Confirm that it is you' })

/** Proves a change by the password, and by a code where the account has an authenticator app. */
export const proveByPassword = async (page, password, code) => {
  const dialog = proofDialog(page)
  await dialog.getByLabel('Your password', { exact: true }).fill(password)
  if (code !== undefined) await dialog.getByLabel('Code', { exact: true }).fill(code)
  await dialog.getByRole('button', { name: 'Confirm', exact: true }).click()
}

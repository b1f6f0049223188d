/** Opens the account page. @returns its section of the ways to sign in */
export const openMethods = async (page) => {
  await page.goto('/#/account')
  const region = page.getByRole('region', { name: 'Sign-in methods' })
  await region.getByRole('heading', { name: 'Passkeys' }).waitFor()
  return region
}

/** @returns the functions for passkeys; undefined in a browser without them. The script is loaded behind the form. */
export const loadPasskeys = async () => {
  if (!('PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential))
    return undefined
  const [ceremony, signIn, signUp] = await Promise.all([
    import('../passkeys/ceremony.ts'),
    import('../passkeys/sign-in.ts'),
    import('../passkeys/sign-up.ts'),
  ])
  return { ...ceremony, ...signIn, ...signUp }
}

export type Passkeys = NonNullable<Awaited<ReturnType<typeof loadPasskeys>>>

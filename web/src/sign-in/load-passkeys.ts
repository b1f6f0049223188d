/** @returns the functions for passkeys; undefined in a browser without them. The script is loaded behind the form. */
export const loadPasskeys = async () => {
  if (!('PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential))
    return undefined
  const [{ abortPending, isDismissed }, { offerInAutofill, signInWithPasskey }, { signUpWithPasskey }] =
    await Promise.all([
      import('../passkeys/ceremony.ts'),
      import('../passkeys/sign-in.ts'),
      import('../passkeys/sign-up.ts'),
    ])
  return { abortPending, isDismissed, offerInAutofill, signInWithPasskey, signUpWithPasskey }
}

export type Passkeys = NonNullable<Awaited<ReturnType<typeof loadPasskeys>>>

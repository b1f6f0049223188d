/** Lets the browser add a passkey by itself after a sign-in. @param upgrade the proof of this sign-in */
export const addPasskeyAfter = async (upgrade: string | undefined): Promise<void> => {
  if (upgrade === undefined) return
  const { upgradeToPasskey } = await import('../passkeys/upgrade.ts')
  void upgradeToPasskey(upgrade)
}

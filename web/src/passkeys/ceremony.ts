/** The JSON of WebAuthn, which the service makes and reads. */
type CreationOptions = Parameters<typeof PublicKeyCredential.parseCreationOptionsFromJSON>[0]
type RequestOptions = Parameters<typeof PublicKeyCredential.parseRequestOptionsFromJSON>[0]

/** Whether this browser can use passkeys. The JSON of WebAuthn level 3 is in all browsers since 2025. */
export const canUsePasskeys = (): boolean =>
  'PublicKeyCredential' in globalThis && 'parseRequestOptionsFromJSON' in PublicKeyCredential

type Capability = 'conditionalGet' | 'conditionalCreate'

/** Whether the browser offers passkeys in the autofill of a field, or adds one by itself. */
export const hasCapability = async (name: Capability): Promise<boolean> => {
  if (!canUsePasskeys() || !('getClientCapabilities' in PublicKeyCredential)) return false
  const capabilities = await PublicKeyCredential.getClientCapabilities()
  return capabilities[name] === true
}

// A browser runs one request at a time, and autofill would keep it for as long as the page is open.
let pending: AbortController | undefined

/** Ends the request in progress: another one starts, or the reader leaves the page. */
export const abortPending = (): void => {
  pending?.abort()
  pending = undefined
}

const startRequest = (): AbortSignal => {
  abortPending()
  pending = new AbortController()
  return pending.signal
}

const type = 'public-key' as const

/** @returns the credential as JSON. Browsers may add members that the service does not know. */
const toJson = (credential: Credential | null) => {
  if (!(credential instanceof PublicKeyCredential)) throw new TypeError('The browser returned no passkey')
  const { id, rawId, response }: RegistrationResponseJSON | AuthenticationResponseJSON = credential.toJSON()
  return { head: { id, rawId, type }, response }
}

const toAssertion = (credential: Credential | null) => {
  const { head, response } = toJson(credential)
  if (!('signature' in response)) throw new TypeError('The browser returned no assertion')
  const { clientDataJSON, authenticatorData, signature, userHandle } = response
  return { ...head, response: { clientDataJSON, authenticatorData, signature, userHandle } }
}

const toRegistration = (credential: Credential | null) => {
  const { head, response } = toJson(credential)
  if (!('attestationObject' in response)) throw new TypeError('The browser returned no registration')
  const { clientDataJSON, attestationObject, transports } = response
  return { ...head, response: { clientDataJSON, attestationObject, transports } }
}

/** The reader closed the dialog of the browser, or its time ran out. */
export const isDismissed = (error: unknown): boolean =>
  error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)

/** Asks for a passkey. @throws DOMException, see `isDismissed` */
export const getPasskey = async (options: RequestOptions, mediation: CredentialMediationRequirement) => {
  const signal = startRequest()
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  return toAssertion(await navigator.credentials.get({ publicKey, mediation, signal }))
}

/** Creates a passkey. With `conditional` the browser does it by itself, or not at all. @throws DOMException */
export const createPasskey = async (options: CreationOptions, mediation?: CredentialMediationRequirement) => {
  const signal = startRequest()
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const request = { publicKey, signal, ...(mediation && { mediation }) }
  return toRegistration(await navigator.credentials.create(request))
}

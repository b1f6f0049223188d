/** A message as Standard Webhooks describes it. */
export interface Message {
  /** The same for each attempt. */
  id: string
  /** Of this attempt, in seconds. */
  timestamp: number
  body: string
}

/**
 * Signs a message by HMAC-SHA-256, as Standard Webhooks says.
 * @returns its headers
 */
export const signedHeaders = async (secret: Uint8Array<ArrayBuffer>, { id, timestamp, body }: Message) => {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, hmac, false, ['sign'])
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed)).toBase64()
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${signature}`,
  }
}

import assert from 'node:assert/strict'

/** Sends a request to a service, and fails unless it succeeds. @returns `data` of the response */
export const callService = async (origin, { method, path, body, token }) => {
  const response = await fetch(origin + path, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { 'Content-Type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  })
  const { data, message } = await response.json()
  assert.ok(response.ok, message)
  return data
}

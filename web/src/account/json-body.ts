/** @returns the options of a request with a body that is not part of the type of its route */
export const jsonBody = (body: object) => ({
  headers: { 'Content-Type': 'application/json' },
  init: { body: JSON.stringify(body) },
})

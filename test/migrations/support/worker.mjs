/** A Worker that has bindings and does nothing. */
export default { fetch: () => new Response() }

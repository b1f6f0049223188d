type Misbehaviour = (url: URL, request: Request) => Response | Promise<Response>

const never = () => new Promise<Response>(() => {})
const redirect = (location: string) => new Response(null, { status: 302, headers: { Location: location } })
const rejection = (status: number, retryAfter?: string) =>
  new Response('slow down', { status, ...(retryAfter && { headers: { 'Retry-After': retryAfter } }) })

// Not endless: the connection from here to the Worker does not stop when the Worker stops reading.
const large = (text: string) => new Response(text.repeat(1_500_000))

const stalled = () =>
  new Response(
    new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"docs":')) }),
  )

/** How a provider can go wrong: by the first word of a search, or by the id of a cover. */
export const misbehaviours: Record<string, Misbehaviour> = {
  hanging: never,
  stalled,
  large: () => large(' '),
  html: () => new Response('<!doctype html><title>Bad gateway</title>'),
  gone: () => new Response(null, { status: 410 }),
  broken: () => Promise.reject(new Error('The connection was closed')),
  empty: () => new Response(''),
  null: () => Response.json(null),
  list: () => Response.json([]),
  otherjson: () => Response.json({ error: 'notfound', kind: 'something' }),
  nodocs: () => Response.json({ docs: 'none', kind: 'books#volumes', items: 'none' }),
  wrongdocs: () => Response.json({ docs: ['text', 1, null], kind: 'books#volumes', items: [1] }),
  deep: () => new Response(`{"docs":${'['.repeat(100_000)}`),
  brokenutf8: () => new Response(new Uint8Array([0x22, 0xff, 0x22])),
  servererror: () => new Response('{}', { status: 500 }),
  missing: () => new Response('{}', { status: 404 }),
  r429: () => rejection(429),
  r429seconds: () => rejection(429, '120'),
  r429absurd: () => rejection(429, '99999999999999999999'),
  r429date: () => rejection(429, 'Fri, 31 Dec 9999 23:59:59 GMT'),
  r429negative: () => rejection(429, '-5'),
  r429garbage: () => rejection(429, 'soon'),
  r403: () => rejection(403),
  r503: () => rejection(503, '30'),
  toaddress: () => redirect('https://127.0.0.1/search.json'),
  tometadata: () => redirect('http://169.254.169.254/latest/meta-data'),
  tohost: () => redirect('https://elsewhere.example/search.json'),
  tolookalike: () => redirect('https://openlibrary.org.elsewhere.example/search.json'),
  touser: () => redirect('https://openlibrary.org@elsewhere.example/search.json'),
  toport: () => redirect('https://openlibrary.org:8443/search.json'),
  tofile: () => redirect('file:///etc/passwd'),
  nowhere: () => new Response(null, { status: 302 }),
  loop: (url) => redirect(url.href),
  1801: never,
  1802: () => large('abc'),
  1803: () => redirect('https://elsewhere.example/cover.jpg'),
  1804: () => rejection(429, '60'),
  1805: () => new Response('{}', { status: 500 }),
  1806: (url) => redirect(url.href),
}

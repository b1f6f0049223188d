import { ProviderFailure } from '../../../src/lookup/failure.ts'
import { fetchBytes } from '../../../src/lookup/fetch.ts'

/** Asks the server of the test as if it were openlibrary.org. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    try {
      const { status, bytes } = await fetchBytes(new URL(pathname, 'https://openlibrary.org'), {
        hosts: [/^openlibrary\.org$/],
        headers: { 'User-Agent': 'Bookplate' },
        secretHeaders: { 'X-Goog-Api-Key': 'a key' },
        maxBytes: 100_000,
        timeLimitMs: Number(searchParams.get('limit')),
        testOrigin: searchParams.get('origin') ?? undefined,
      })
      return Response.json({ status, text: new TextDecoder().decode(bytes) })
    } catch (error) {
      return Response.json({ failure: error instanceof ProviderFailure ? error.reason : String(error) })
    }
  },
}

import { post } from '../../../src/webhook/post.ts'

/** Sends a message to the server of the test as if it were a receiver. */
export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url)
    const outcome = await post({
      url: `https://hooks.example.com${pathname}`,
      headers: { 'Content-Type': 'application/json', 'webhook-id': 'msg_1' },
      body: '{"type":"library.changed"}',
      timeLimitMs: Number(searchParams.get('limit')),
      testOrigin: searchParams.get('origin') ?? undefined,
    })
    return Response.json(outcome)
  },
}

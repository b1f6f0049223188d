import { expect, it } from 'vitest'
import { signedHeaders } from '../../src/webhook/sign.ts'

it('signs the message of the specification as it does', async () => {
  const secret = Uint8Array.fromBase64('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
  const message = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1614265330,
    body: '{"test": 2432232314}',
  }
  expect(await signedHeaders(secret, message)).toEqual({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

import { request } from '../../support/client.ts'
import type { World } from './secrets.ts'

const code = '000000'
const passkey = { id: 'x', rawId: 'x', type: 'public-key', response: {}, clientExtensionResults: {} }

/** The routes of accounts lead to no book. Each gets one request of the other reader, also at the owner's account. */
const bodies: Record<string, unknown> = {
  'POST /users/login/mfa': { mfa_token: 'A'.repeat(43), code },
  'POST /users/sessions/binding': undefined,
  'POST /users/sessions/binding/refresh': undefined,
  'GET /users/security-events': undefined,
  'GET /users/webhook': undefined,
  'PUT /users/webhook': { url: 'https://good.hooks.example.com/' },
  'DELETE /users/webhook': {},
  'GET /users/factor-removal': undefined,
  'DELETE /users/factor-removal': undefined,
  'POST /users/factor-removal/stop': { token: 'A'.repeat(64) },
  'GET /admin/users': undefined,
  'PATCH /admin/users/:id': { active: true },
  'DELETE /admin/users/:id/sessions': undefined,
  'DELETE /admin/users/:id/factors': {},
  'GET /admin/audit': undefined,
  'POST /users/step-up': { action: 'add_totp' },
  'GET /users/share': undefined,
  'PUT /users/share': { enabled: true, include_reviews: true, include_ratings: true },
  'GET /users/mfa': undefined,
  'POST /users/mfa/totp': {},
  'POST /users/mfa/totp/confirm': { code },
  'DELETE /users/mfa/totp': {},
  'POST /users/mfa/recovery-codes': {},
  'POST /users/mfa/recovery-codes/test': { code: 'AAAA-AAAA-AAAA' },
  'POST /users/passkeys/options': {},
  'POST /users/passkeys': { credential: passkey },
  'GET /users/passkeys': undefined,
  'PATCH /users/passkeys/:id': { name: 'Phone' },
  'DELETE /users/passkeys/:id': {},
  'POST /users/api-keys': { name: 'A program', scopes: ['books:read'], expires_in_days: 1 },
  'GET /users/api-keys': undefined,
  'DELETE /users/api-keys/:id': undefined,
  'POST /users/login/passkey/options': undefined,
  'POST /users/login/passkey': { credential: passkey },
  'POST /users/passkey-sign-up/options': { name: 'Some Reader', email: 'someone@example.com' },
  'POST /users/passkey-sign-up': { credential: passkey },
  'POST /users/email/verification': undefined,
  'POST /users/email/verify': { token: 'A'.repeat(64) },
  'PUT /users/email': { email: 'someone@example.com' },
  'POST /users/password/forgot': { email: 'someone@example.com' },
  'POST /users/password/reset': { token: 'A'.repeat(64), new_password: 'Another-Horse-8' },
}

export const accountWalk = Object.fromEntries(
  Object.entries(bodies).map(([name, body]) => {
    const [method = '', path = ''] = name.split(' ')
    return [
      name,
      ({ owner, reader }: World) => [
        request(method, path.replace(':id', owner.user.id), { as: reader, body }),
      ],
    ]
  }),
)

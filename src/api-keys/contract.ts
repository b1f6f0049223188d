import { proofErrors } from '../factors/proof/proven.ts'
import { contract } from '../http/contract.ts'
import { newApiKey, presentedApiKey } from './schema.ts'

const tag = 'Account'

export const newApiKeyContract = contract({
  id: 'makeApiKey',
  summary: 'Make an API key',
  description:
    'For a program, which sends the key as bearer token. The key is shown once. Needs `proof` of `make_api_key`.',
  tag,
  responses: { 201: { message: 'API key made. It is not shown again.', data: newApiKey } },
  errors: [...proofErrors, 'too_many_api_keys'],
})

export const apiKeyListContract = contract({
  id: 'listApiKeys',
  summary: 'List your API keys',
  description: 'The keys that have not ended, newest first.',
  tag,
  responses: { 200: { message: 'Your API keys.', data: presentedApiKey, isPage: true } },
})

export const apiKeyRevocationContract = contract({
  id: 'revokeApiKey',
  summary: 'Revoke an API key',
  description: 'The next request with the key is rejected. Needs no `proof`, like the end of a session.',
  tag,
  responses: { 204: { message: 'API key revoked.' } },
  errors: ['api_key_not_found'],
})

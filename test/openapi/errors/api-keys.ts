import { maxApiKeysPerUser } from '../../../src/api-keys/limits.ts'
import { apiKeyWish, insertKey } from '../../support/api-keys.ts'
import { newUser, password, signedIn } from '../../support/makers.ts'
import { attempt, type Cause, withHeader } from './request.ts'

export const withLesserKey: Cause = async (operation) => {
  const key = await insertKey((await newUser()).id, ['sync'])
  return withHeader({ Authorization: `Bearer ${key}` })(operation)
}

export const tooManyKeys: Cause = async () => {
  const as = await signedIn()
  for (let n = 0; n < maxApiKeysPerUser; n++) await insertKey(as.user.id, ['books:read'])
  return attempt('POST', '/users/api-keys', { as, body: { ...apiKeyWish, proof: { password } } })
}

export const unknownKey: Cause = async (operation) =>
  attempt('DELETE', operation.replace('DELETE ', '').replace('{id}', crypto.randomUUID()), {
    as: await signedIn(),
  })

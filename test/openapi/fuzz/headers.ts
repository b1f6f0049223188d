import fc from 'fast-check'
import type { DescribedOperation } from '../../support/contract.ts'
import { parametersFor, valueFor } from './parameters.ts'
import { asHeader, hostileText, mostly, optionally } from './values.ts'

type Credentials = Record<string, string>

const bearers = ['Bearer «access token»', 'JWT «access token»', 'bearer  «access token»']

const credentials: Record<string, fc.Arbitrary<Credentials>> = {
  bearer: fc.constantFrom(...bearers).map((Authorization) => ({ Authorization })),
  admin: fc.constant({ Authorization: 'Bearer «admin token»' }),
  basic: fc.constant({ Authorization: 'Basic «basic»' }),
  refreshCookie: fc.constant({ Cookie: '__Host-refresh=«refresh token»', Origin: 'http://localhost:8787' }),
  downloadToken: fc.constant({}),
  deviceKey: fc.constant({ 'x-auth-user': '«email»', 'x-auth-key': '«device key»' }),
  none: fc.constant({}),
}

const strangeCredentials: fc.Arbitrary<Credentials> = fc.oneof(
  fc.constantFrom<Credentials[]>(
    {},
    { Authorization: 'Bearer «ended token»' },
    { Authorization: 'Bearer «other token»' },
    { Authorization: 'Bearer «access token»x' },
    { Authorization: 'Bearer' },
    { Authorization: 'Basic «basic»', 'X-Request-Id': 'a b' },
    { Cookie: '__Host-refresh=«refresh token»', Origin: 'https://evil.example' },
    { Cookie: '__Host-refresh=x; __Host-device=«300 x»' },
  ),
  hostileText.map((text) => ({ Authorization: asHeader(`Bearer ${text}`) })),
)

const schemesOf = ({ security, tags }: DescribedOperation): string[] => {
  if (tags.includes('Administration')) return ['admin', 'bearer']
  return security.length > 0 ? security.map((one) => Object.keys(one)[0] ?? 'none') : ['none']
}

const credentialsFor = (operation: DescribedOperation) => {
  const schemes = schemesOf(operation)
  const good = schemes.flatMap((scheme) => credentials[scheme] ?? [])
  return mostly(fc.oneof(...good), strangeCredentials)
}

/** Headers that a client may send with any request, and that must not matter. */
const oddHeaders: fc.Arbitrary<Record<string, string>> = fc.constantFrom<Record<string, string>[]>(
  { Accept: 'application/xml' },
  { 'Accept-Encoding': 'gzip', 'Content-Encoding': 'gzip' },
  { Origin: 'https://evil.example' },
  { Origin: 'null' },
  { 'CF-Connecting-IP': 'not an address' },
  { 'X-HTTP-Method-Override': 'DELETE' },
  { 'User-Agent': '' },
  { 'User-Agent': '«20000 x»' },
  { 'If-Modified-Since': 'Sat, 21 Nov 2026 08:00:00 GMT' },
  { 'Idempotency-Key': '«300 x»' },
)

/** Mostly the credentials and headers that an operation describes, and some that it does not. */
export const headersFor = (operation: DescribedOperation): fc.Arbitrary<Record<string, string>> => {
  const parameters = parametersFor(operation).filter((parameter) => parameter.in === 'header')
  const values = parameters.map((parameter) =>
    optionally(
      mostly(valueFor(operation.operationId, parameter), hostileText).map((value) => ({
        [parameter.name]: asHeader(value),
      })),
    ),
  )
  // Some requests come from one IP address, whose bursts are limited. The others have none, as in every test.
  const network = optionally(fc.constant({ 'CF-Connecting-IP': '203.0.113.9' }))
  return fc
    .tuple(network, mostly(fc.constant({}), oddHeaders), credentialsFor(operation), ...values)
    .map((all) => Object.assign({}, ...all.filter((one) => one !== undefined)))
}

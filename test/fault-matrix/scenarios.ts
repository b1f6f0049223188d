import { validRequest, withHeaders } from '../openapi/successes.ts'
import { nameOf, operations } from '../operations.ts'
import { operationOf, resolve } from '../support/contract.ts'
import type { RequestScenario, Scenario } from './scenario.ts'
import { sending } from './service.ts'
import { cron, delivery } from './triggers.ts'
import { variants } from './variants.ts'

const key = { 'Idempotency-Key': 'fault-matrix' }

const takesKey = (toSend: Request) =>
  operationOf(toSend)?.parameters.some((parameter) => resolve(parameter).name === 'Idempotency-Key') ?? false

/** @returns the scenario, and the same with an `Idempotency-Key` where the route takes one */
const withKeys = async (scenario: RequestScenario): Promise<RequestScenario[]> => {
  if (!takesKey(await scenario.make())) return [scenario]
  const make = async () => withHeaders(await scenario.make(), key)
  return [scenario, { ...scenario, name: `${scenario.name} with a key`, make }]
}

const withChallenge = [
  'POST /users/login/passkey',
  'POST /users/passkey-sign-up',
  'POST /users/sessions/binding/refresh',
]

const ofRoutes = operations.map(nameOf).map(
  (name): RequestScenario => ({
    name,
    make: () => validRequest(name),
    isResumable: name === 'POST /books/import',
    isBestEffort: name === 'POST /users/password/forgot',
    usesChallenge: withChallenge.includes(name),
  }),
)

/** Every route of the app, however many there are, the variants, and both cron triggers. */
export const findScenarios = async (): Promise<Scenario[]> => {
  const requests = (await Promise.all([...ofRoutes, ...variants].map(withKeys))).flat()
  const begun = ({ make, hasMail, ...scenario }: RequestScenario): Scenario => ({
    ...scenario,
    begin: async () => sending(await make(), hasMail),
  })
  return [...requests.map(begun), cron, delivery]
}

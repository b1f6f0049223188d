import fc from 'fast-check'
import { type DescribedOperation, document } from '../../support/contract.ts'
import { bodyFor, type PlannedBody } from './bodies.ts'
import { headersFor } from './headers.ts'
import { parametersFor, valueFor } from './parameters.ts'
import { hostileName, hostileText, mostly, optionally } from './values.ts'

/** A request as plain data. The world replaces `«book»` and similar names by values when it is sent. */
export interface Plan {
  operation: string
  method: string
  /** With `{parameters}`. */
  path: string
  parameters: Record<string, string>
  /** Whether the parameters go into the path without percent-encoding. */
  isRaw: boolean
  query: [name: string, value: string][]
  headers: Record<string, string>
  body: PlannedBody | undefined
}

const pathFor = (operation: DescribedOperation): fc.Arbitrary<Record<string, string>> =>
  fc.record(
    Object.fromEntries(
      parametersFor(operation)
        .filter((parameter) => parameter.in === 'path')
        .map((parameter) => [
          parameter.name,
          mostly(
            valueFor(operation.operationId, parameter),
            hostileText.filter((text) => text.length > 0),
          ),
        ]),
    ),
    { noNullPrototype: true },
  )

const queryFor = (operation: DescribedOperation): fc.Arbitrary<Plan['query']> => {
  const parameters = parametersFor(operation).filter((parameter) => parameter.in === 'query')
  const good = fc
    .tuple(
      ...parameters.map((parameter) =>
        optionally(valueFor(operation.operationId, parameter)).map((value): Plan['query'] =>
          value === undefined ? [] : [[parameter.name, value]],
        ),
      ),
    )
    .map((pairs) => pairs.flat())
  const names = fc.oneof(hostileName, ...parameters.map(({ name }) => fc.constant(name)))
  const more = fc.tuple(good, names, hostileText).map(([pairs, name, value]) => [...pairs, [name, value]])
  return mostly(good, more as fc.Arbitrary<Plan['query']>)
}

const planFor = (path: string, method: string, operation: DescribedOperation): fc.Arbitrary<Plan> =>
  fc.record(
    {
      operation: fc.constant(operation.operationId),
      method:
        method === 'get'
          ? mostly(fc.constant('GET'), fc.constant('HEAD'))
          : fc.constant(method.toUpperCase()),
      path: mostly(fc.constant(path), fc.constant(`${path}/`)),
      parameters: pathFor(operation),
      isRaw: mostly(fc.constant(false), fc.constant(true)),
      query: queryFor(operation),
      headers: headersFor(operation),
      body: bodyFor(operation),
    },
    { noNullPrototype: true },
  )

/** Requests to every operation that `isWanted`. */
export const plansFor = (isWanted: (operation: DescribedOperation) => boolean) => {
  const plans = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([, operation]) => isWanted(operation))
      .map(([method, operation]) => planFor(path, method, operation)),
  )
  return fc.oneof(...plans)
}

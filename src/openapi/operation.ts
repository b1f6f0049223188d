import type { ErrorCode } from '../http/errors.ts'
import { contentOf } from './responses.ts'
import type { Answer, Fragment, Input, Operation, SecurityScheme } from '../http/marks.ts'
import { byStatus, failureName, failureResponse } from './errors.ts'
import { commonHeaders, headersOf, type RequestHeader, type ResponseHeader } from '../http/named-headers.ts'
import { bodyOf, parametersOf } from './inputs.ts'
import type { Components } from '../http/json-schema.ts'

/** The parts of the document that operations share, found on the way. */
export interface Shared {
  schemas: Components
  responses: Map<string, object>
}

const refTo = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })

const answerOf = (
  [status, answer]: [string, Answer],
  responseHeaders: readonly ResponseHeader[],
  shared: Shared,
) => {
  const content = contentOf(Number(status), answer, shared.schemas)
  const headers = headersOf([...(answer.headers ?? []), ...responseHeaders])
  return [status, { description: answer.message, headers, ...(content && { content }) }] as const
}

const refusalOf = (
  [status, codes]: [number, ErrorCode[]],
  more: readonly ResponseHeader[],
  shared: Shared,
) => {
  const name = failureName(codes, more)
  shared.responses.set(name, failureResponse(codes, more))
  return [String(status), refTo('responses', name)] as const
}

const securityOf = (schemes: readonly SecurityScheme[]) =>
  schemes.map((scheme) => (scheme === 'none' ? {} : { [scheme]: [] }))

/** What everything may be refused with: a setting is missing, or an error that nobody thought of. */
const always: readonly ErrorCode[] = ['internal_error', 'misconfigured']

/** Joins what the handlers on a route line say. */
const join = (operation: Operation, fragments: readonly Fragment[]) => {
  const of = <T>(read: (fragment: Fragment) => readonly T[] | undefined): T[] => [
    ...new Set(fragments.flatMap((fragment) => read(fragment) ?? [])),
  ]
  const ownBody: Input[] = operation.body
    ? [{ target: 'json', schema: operation.body, isOptional: true }]
    : []
  const inputs = [...of(({ inputs }) => inputs), ...ownBody]
  const readsQuery = inputs.some(({ target }) => target === 'query')
  return {
    inputs,
    requestHeaders: [...of((one) => one.requestHeaders), ...(operation.requestHeaders ?? [])],
    responseHeaders: of((one) => one.responseHeaders),
    security: operation.security ?? of((one) => one.security),
    codes: [
      ...always,
      ...of((one) => one.refuses),
      ...(operation.refuses ?? []),
      ...(readsQuery ? [] : (['invalid_query'] as const)),
    ],
  }
}

/**
 * @param operation what the route says about itself
 * @param fragments what its guards and validators say
 * @returns an Operation Object
 */
export const describeOperation = (
  operation: Operation,
  fragments: readonly Fragment[],
  shared: Shared,
): object => {
  const { inputs, requestHeaders, responseHeaders, security, codes } = join(operation, fragments)
  const requestBody = bodyOf(inputs, shared.schemas)
  const headerParameters: RequestHeader[] = [...requestHeaders, 'X-Request-Id']
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: operation.description ?? `${operation.summary}.`,
    tags: [operation.tag],
    security: securityOf(security),
    parameters: [
      ...parametersOf(inputs, 'param', shared.schemas),
      ...parametersOf(inputs, 'query', shared.schemas),
      ...headerParameters.map((name) => refTo('parameters', name)),
    ],
    ...(requestBody && { requestBody }),
    responses: Object.fromEntries([
      ...Object.entries(operation.answers).map((entry) =>
        answerOf(entry, [...responseHeaders, ...commonHeaders], shared),
      ),
      ...byStatus(codes).map((entry) => refusalOf(entry, operation.refusalHeaders ?? [], shared)),
    ]),
  }
}

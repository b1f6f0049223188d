import type { ErrorCode } from '../http/errors.ts'
import type { Input, Mark, Operation, ResponseContract, SecurityScheme } from '../http/marks.ts'
import { commonHeaders, type RequestHeader, type ResponseHeader } from '../http/named-headers.ts'
import { byStatus, errorResponse, errorResponseName } from './errors.ts'
import { headersOf } from './headers.ts'
import { bodyOf, parametersOf } from './inputs.ts'
import type { Components } from './json-schema.ts'
import { contentOf } from './responses.ts'

/** The parts of the document that operations share. Each operation adds those that it refers to. */
export interface Shared {
  schemas: Components
  responses: Map<string, object>
  securitySchemes: Map<string, object>
}

const refTo = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })

const responseOf = (
  [status, response]: [string, ResponseContract],
  commonToRoute: readonly ResponseHeader[],
  shared: Shared,
) => {
  const content = contentOf(Number(status), response, shared.schemas)
  const headers = headersOf([...(response.headers ?? []), ...commonToRoute])
  return [status, { description: response.message, headers, ...(content && { content }) }] as const
}

const errorResponseOf = (
  [status, codes]: [number, ErrorCode[]],
  more: readonly ResponseHeader[],
  shared: Shared,
) => {
  const name = errorResponseName(codes, more)
  shared.responses.set(name, errorResponse(codes, more))
  return [String(status), refTo('responses', name)] as const
}

const json = 'application/json'

/**
 * A status with an error of the table, and with a response of the contract that is no error of the table.
 * @param own the response of the contract, with a body in JSON
 */
const eitherResponse = (
  own: ReturnType<typeof responseOf>[1],
  codes: ErrorCode[],
  more: readonly ResponseHeader[],
) => {
  const error = errorResponse(codes, more)
  const anyOf = [own.content?.[json]?.schema, error.content[json].schema]
  return {
    description: `${own.description} ${error.description}`,
    content: { [json]: { schema: { anyOf } } },
    headers: error.headers,
  }
}

const securityOf = (schemes: readonly SecurityScheme[], shared: Shared) =>
  schemes.map((scheme) => {
    if (scheme === 'none') return {}
    shared.securitySchemes.set(scheme.name, scheme.definition)
    return { [scheme.name]: scheme.scopes ?? [] }
  })

/** Every route may report these: a setting is missing, or an error is unknown. */
const always: readonly ErrorCode[] = ['internal_error', 'misconfigured']

/** Joins the marks of all handlers on a route line. */
const join = (operation: Operation, marks: readonly Mark[]) => {
  const of = <T>(read: (mark: Mark) => readonly T[] | undefined): T[] => [
    ...new Set(marks.flatMap((mark) => read(mark) ?? [])),
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
      ...of((one) => one.errors),
      ...(operation.errors ?? []),
      ...(readsQuery ? [] : (['invalid_query'] as const)),
    ],
  }
}

/**
 * @param operation the contract of the route
 * @param marks those of its guards and validators
 * @returns an Operation Object
 */
export const describeOperation = (operation: Operation, marks: readonly Mark[], shared: Shared): object => {
  const { inputs, requestHeaders, responseHeaders, security, codes } = join(operation, marks)
  const requestBody = bodyOf(inputs, shared.schemas)
  const headerParameters: RequestHeader[] = [...requestHeaders, 'X-Request-Id']
  const own = Object.entries(operation.responses).map((entry) =>
    responseOf(entry, [...responseHeaders, ...commonHeaders], shared),
  )
  const more = operation.errorHeaders ?? []
  const failures = byStatus(codes).map(([status, found]) => {
    const same = own.find(([one]) => one === String(status))
    return same
      ? ([String(status), eitherResponse(same[1], found, more)] as const)
      : errorResponseOf([status, found], more, shared)
  })
  return {
    operationId: operation.id,
    summary: operation.summary,
    description: operation.description ?? `${operation.summary}.`,
    tags: [operation.tag],
    security: securityOf(security, shared),
    parameters: [
      ...parametersOf(inputs, 'param', shared.schemas),
      ...parametersOf(inputs, 'query', shared.schemas),
      ...headerParameters.map((name) => refTo('parameters', name)),
    ],
    ...(requestBody && { requestBody }),
    responses: Object.fromEntries([...own, ...failures]),
  }
}

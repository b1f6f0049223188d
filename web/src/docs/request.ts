import type { BuiltRequest, System, Tree } from 'swagger-ui-dist/swagger-ui-es-bundle'

interface Parameter {
  name: string
  in: string
  required?: boolean
}

interface Operation {
  operationId: string
  parameters?: Parameter[]
}

const isTree = (value: unknown): value is Tree => typeof (value as Tree | undefined)?.toJS === 'function'

/** The part of the document that the request of one operation depends on. */
const documentOf = ({ specSelectors }: System, path: string, method: string, operation: Operation) => {
  const read = (place: string[]) => (specSelectors.specJson().getIn(place) as Tree | undefined)?.toJS()
  return {
    openapi: '3.1.1',
    servers: read(['servers']),
    components: { securitySchemes: read(['components', 'securitySchemes']) },
    paths: { [path]: { [method]: operation } },
  }
}

const isFilled = (value: unknown) =>
  value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)

/** The parts of a form as the page keeps them: each a value, or a value beside its errors. */
const bodyOf = (body: Tree | string | undefined) => {
  if (!isTree(body)) return body
  const parts = Object.entries(body.toJS() as Record<string, unknown>).map(([name, part]) => [
    name,
    part !== null && typeof part === 'object' && 'value' in part ? part.value : part,
  ])
  return Object.fromEntries(parts.filter(([, value]) => isFilled(value)))
}

/** A path parameter without a value stays in the path by its name: `/books/{id}`. */
const withNames = (values: Record<string, unknown>, { parameters = [] }: Operation) => {
  const missing = parameters.filter(
    (one) => one.required && !isFilled(values[`${one.in}.${one.name}`] ?? undefined),
  )
  return {
    ...values,
    ...Object.fromEntries(missing.map((one) => [`${one.in}.${one.name}`, `{${one.name}}`])),
  }
}

/** @returns the request that Execute would send now, built as Swagger UI builds it; undefined before the operation is read */
export const requestOf = (system: System, path: string, method: string): BuiltRequest | undefined => {
  const { fn, specSelectors, oas3Selectors, authSelectors } = system
  const operation = specSelectors.specResolvedSubtree(['paths', path, method])?.toJS() as
    | Operation
    | undefined
  if (!operation?.operationId) return
  const values = specSelectors.parameterValues([path, method]).toJS() as Record<string, unknown>
  const request = fn.buildRequest({
    spec: documentOf(system, path, method, operation),
    contextUrl: location.href,
    operationId: operation.operationId,
    pathName: path,
    method,
    parameters: withNames(values, operation),
    securities: { authorized: authSelectors.authorized()?.toJS() },
    server: oas3Selectors.selectedServer(),
    requestContentType: oas3Selectors.requestContentType(path, method),
    responseContentType: oas3Selectors.responseContentType(path, method) ?? '*/*',
    requestBody: bodyOf(oas3Selectors.requestBodyValue(path, method)),
  })
  return { ...request, url: request.url.replaceAll('%7B', '{').replaceAll('%7D', '}').replaceAll("'", '%27') }
}

/** @returns the names of the parts of a form that are files */
export const filePartsOf = ({ fn, specSelectors }: System, path: string, method: string): string[] => {
  const place = ['requestBody', 'content', 'multipart/form-data', 'schema', 'properties']
  const parts = specSelectors.specResolvedSubtree(['paths', path, method])?.getIn(place) as Tree | undefined
  return Object.keys(parts?.filter((part) => fn.isFileUploadIntended(part)).toJS() ?? {})
}

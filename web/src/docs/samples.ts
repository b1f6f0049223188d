import { nodeFetch } from '@scalar/snippetz/plugins/node/fetch'
import { pythonPython3 } from '@scalar/snippetz/plugins/python/python3'
import { shellCurl } from '@scalar/snippetz/plugins/shell/curl'
import type { BuiltRequest } from 'swagger-ui-dist/swagger-ui-es-bundle'

type HarRequest = NonNullable<Parameters<typeof shellCurl.generate>[0]>
type Part = NonNullable<NonNullable<HarRequest['postData']>['params']>[number]

/** The generated code calls `fetch` and drops what it returns. */
const printed = (code: string) =>
  `${code.replace(/^fetch\(/m, 'const response = await fetch(')}\n\nconsole.log(response.status, await response.text())`

const languages = {
  curl: (request: HarRequest) => shellCurl.generate(request),
  TypeScript: (request: HarRequest) => printed(nodeFetch.generate(request)),
  Python: (request: HarRequest) => pythonPython3.generate(request),
} satisfies Record<string, (request: HarRequest) => string>

export type Language = keyof typeof languages
export const languageNames = Object.keys(languages) as Language[]

const partOf = ([name, value]: [string, FormDataEntryValue]): Part =>
  typeof value === 'string' ? { name, value } : { name, fileName: value.name }

const postDataOf = (body: string | FormData, mimeType: string, files: string[]) => {
  if (typeof body === 'string') return { mimeType, text: body }
  const parts = [...body.entries()].map(partOf)
  const missing = files.filter((name) => !body.has(name))
  return { mimeType, params: [...parts, ...missing.map((name) => ({ name, fileName: 'YOUR_FILE' }))] }
}

/**
 * @param files the parts of a form that are files, also those that are not chosen yet
 * @returns a program that sends the request
 */
export const codeOf = (
  language: Language,
  { url, method, headers, body }: BuiltRequest,
  files: string[],
): string => {
  const mimeType = headers['Content-Type'] ?? 'application/json'
  // The program makes the type of a form itself, because it holds the boundary of the parts.
  const isSent = (name: string) => name !== 'accept' && !(name === 'Content-Type' && body instanceof FormData)
  const request = {
    url,
    method: method.toUpperCase(),
    headers: Object.entries(headers)
      .filter(([name]) => isSent(name))
      .map(([name, value]) => ({ name, value })),
    ...(body !== undefined && { postData: postDataOf(body, mimeType, files) }),
  }
  return languages[language](request as HarRequest)
}

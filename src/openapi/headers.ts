import { type ResponseHeader, responseHeaders } from '../http/named-headers.ts'

/**
 * @param isRequired whether a header that is always present elsewhere is always present here
 * @returns a map of Header Objects
 */
export const headersOf = (
  names: readonly ResponseHeader[],
  isRequired: (name: ResponseHeader) => boolean = () => true,
) =>
  Object.fromEntries(
    names.map((name) => [
      name,
      isRequired(name)
        ? { $ref: `#/components/headers/${name}` }
        : { ...responseHeaders[name], required: false },
    ]),
  )

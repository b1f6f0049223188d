// The package has no types of its own for this entry; these are the options that we set.
declare module 'swagger-ui-dist/swagger-ui-es-bundle' {
  export interface System {
    React: {
      createElement(type: unknown, props: object | null, ...children: unknown[]): unknown
      Fragment: unknown
    }
  }
  interface Options {
    domNode: Element
    url: string
    validatorUrl: null
    persistAuthorization: boolean
    deepLinking: boolean
    displayRequestDuration: boolean
    filter: boolean
    docExpansion: 'list' | 'full' | 'none'
    defaultModelsExpandDepth: number
    tryItOutEnabled: boolean
    plugins: ((system: System) => object)[]
  }
  export default function SwaggerUI(options: Options): unknown
}

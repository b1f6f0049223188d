// The package has no types of its own for this entry; these are the options that we set.
declare module 'swagger-ui-dist/swagger-ui-es-bundle' {
  interface Options {
    domNode: Element | null
    url: string
    validatorUrl: null
    persistAuthorization: boolean
    deepLinking: boolean
    displayRequestDuration: boolean
    filter: boolean
    docExpansion: 'list' | 'full' | 'none'
    defaultModelsExpandDepth: number
    tryItOutEnabled: boolean
  }
  export default function SwaggerUI(options: Options): unknown
}

// The package has no types of its own for this entry. These are the parts that this page uses.
declare module 'swagger-ui-dist/swagger-ui-es-bundle' {
  type Node = unknown
  export type Component = (props: never) => Node
  type Effect = () => void

  /** A map or a list of Immutable.js. */
  export interface Tree {
    readonly size: number
    get(key: string): unknown
    getIn(path: readonly string[]): unknown
    has(key: string): boolean
    set(key: string, value: unknown): Tree
    filter(keep: (value: Tree, key: string) => boolean): Tree
    map(change: (value: Tree, key: string) => Tree): Tree
    toArray(): unknown[]
    toJS(): unknown
  }

  export interface BuiltRequest {
    url: string
    method: string
    headers: Record<string, string>
    body?: string | FormData
  }

  export interface System {
    React: {
      createElement(type: unknown, props: object | null, ...children: Node[]): Node
      Fragment: unknown
      useEffect(effect: Effect, inputs: unknown[]): void
      useRef<T>(value: T): { current: T }
      useState<T>(value: T): [T, (next: T) => void]
    }
    fn: {
      buildRequest(options: object): BuiltRequest
      isFileUploadIntended(schema: unknown): boolean
    }
    getComponent(name: string, isContainer?: boolean): unknown
    specSelectors: {
      loadingStatus(): string | undefined
      specJson(): Tree
      specResolvedSubtree(path: string[]): Tree | undefined
      parameterValues(pathMethod: string[]): Tree
    }
    oas3Selectors: {
      selectedServer(): string
      requestContentType(path: string, method: string): string | undefined
      responseContentType(path: string, method: string): string | undefined
      requestBodyValue(path: string, method: string): Tree | string | undefined
      activeExamplesMember(path: string, method: string, type: string, name: string): string | undefined
    }
    oas3Actions: { setResponseContentType(change: object): void }
    authSelectors: { authorized(): Tree | undefined }
    authActions: { logout(schemes: string[]): void }
    getSystem(): System
  }

  export interface Plugin {
    components?: Record<string, unknown>
    wrapComponents?: Record<string, (original: unknown, system: System) => unknown>
    fn?: Record<string, unknown>
    statePlugins?: Record<string, { wrapActions: Record<string, unknown> }>
  }

  interface Options {
    domNode: Element
    url: string
    layout: string
    validatorUrl: null
    persistAuthorization: boolean
    deepLinking: boolean
    filter: boolean
    docExpansion: 'list' | 'full' | 'none'
    defaultModelsExpandDepth: number
    tryItOutEnabled: boolean
    syntaxHighlight: false
    plugins: ((system: System) => Plugin)[]
    onComplete: () => void
    responseInterceptor: (response: { status: number; body: unknown }) => unknown
  }

  export interface SwaggerSystem extends System {
    /** @returns null when the document has no such scheme, or is not loaded yet */
    preauthorizeApiKey(scheme: string, value: string): unknown
  }

  export default function SwaggerUI(options: Options): SwaggerSystem
}

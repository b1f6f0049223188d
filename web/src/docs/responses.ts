import type { Plugin, System, Tree } from 'swagger-ui-dist/swagger-ui-es-bundle'

interface ResponsesProps extends System {
  responses: Tree
  tryItOutResponse: Tree | undefined
  path: string
  method: string
  specPath: { push(part: string): unknown }
}

interface LiveProps extends System {
  response: Tree
}

/** The media type that `Accept` asks for is chosen at the first response that succeeds. */
const isSuccess = (code: string) => code.startsWith('2')

/** Scrolls an operation onto the screen while it fills, until the reader does anything. @returns what ends it */
const keepOnScreen = (block: Element | null | undefined) => {
  const observer = new ResizeObserver(() => block?.scrollIntoView({ block: 'nearest' }))
  const stop = () => observer.disconnect()
  if (block) observer.observe(block)
  for (const event of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
    addEventListener(event, stop, { once: true })
  }
  return stop
}

/** A plugin: the response that came, then those that may come, each in one line that opens. */
export const responses = ({
  React: { createElement, Fragment, useEffect, useRef, useState },
}: System): Plugin => {
  const LiveResponse = ({ response, getComponent, ...rest }: LiveProps) => {
    const headers = (response.get('headers') as Tree | undefined)?.toJS() as
      | Record<string, string>
      | undefined
    // Swagger UI sets `error` for every status of 400 and more, too.
    if (!response.get('status')) {
      const text = 'The service could not be reached. Check the connection and try again.'
      return createElement('p', { role: 'status', className: 'docs-status' }, text)
    }
    const body = response.get('text')
    const lines = Object.entries(headers ?? {}).map(([name, value]) => `${name}: ${value}`)
    return createElement(
      Fragment,
      null,
      createElement(
        'p',
        { role: 'status', className: 'docs-status' },
        `${response.get('status')} in ${response.get('duration')} ms`,
      ),
      body
        ? createElement(getComponent('responseBody'), {
            ...rest,
            getComponent,
            content: body,
            contentType: headers?.['content-type'] ?? '',
            url: response.get('url'),
            headers,
          })
        : createElement('p', null, 'No body.'),
      createElement(
        'details',
        null,
        createElement('summary', null, 'Headers of the response'),
        createElement('pre', null, lines.join('\n')),
      ),
    )
  }

  const Documented = (props: ResponsesProps & { code: string; response: Tree }) => {
    const [isOpen, setOpen] = useState(false)
    const { code, response, getComponent, path, method, specPath, oas3Selectors, oas3Actions } = props
    const summary = String(response.get('description')).replaceAll('`', '')
    const onToggle = ({ currentTarget }: { currentTarget: HTMLDetailsElement }) => setOpen(currentTarget.open)
    const details = () =>
      createElement(getComponent('response'), {
        ...props,
        specPath: specPath.push(code),
        controlsAcceptHeader: isSuccess(code),
        activeExamplesKey: oas3Selectors.activeExamplesMember(path, method, 'responses', code),
        onContentTypeChange: ({ value }: { value: string }) => {
          if (isSuccess(code)) oas3Actions.setResponseContentType({ value, path, method })
        },
      })
    return createElement(
      'details',
      { className: 'docs-response', onToggle },
      createElement(
        'summary',
        null,
        createElement('b', null, code),
        createElement('span', { className: 'docs-response-text' }, summary),
      ),
      isOpen && createElement('table', null, createElement('tbody', null, details())),
    )
  }

  const Fold = ({ title, children }: { title: string; children: unknown }) =>
    createElement(
      'details',
      // On a phone the request comes first, and all of it fits the screen.
      { className: 'docs-fold', open: matchMedia('(width >= 64rem)').matches },
      createElement('summary', null, createElement('h4', null, title)),
      children,
    )

  const Responses = (props: ResponsesProps) => {
    const { tryItOutResponse, getComponent, path, method } = props
    const root = useRef<HTMLElement | null>(null)
    useEffect(() => keepOnScreen(root.current?.closest('.opblock')), [])
    const documented = Object.keys(props.responses.toJS() as object).map((code) =>
      createElement(Documented, { ...props, key: code, code, response: props.responses.get(code) }),
    )
    const live = () =>
      createElement(
        'section',
        { className: 'docs-live' },
        createElement('h4', null, 'Response'),
        createElement(getComponent('liveResponse'), { ...props, response: tryItOutResponse }),
      )
    return createElement(
      'div',
      { className: 'responses-wrapper', ref: root },
      tryItOutResponse && live(),
      createElement(
        Fold,
        { title: 'Code' },
        createElement(getComponent('CodeSamples', true), { path, method }),
      ),
      createElement(Fold, { title: 'Responses' }, ...documented),
    )
  }

  return { components: { responses: Responses, liveResponse: LiveResponse } }
}

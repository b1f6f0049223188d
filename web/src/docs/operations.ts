import type { Plugin, System, Tree } from 'swagger-ui-dist/swagger-ui-es-bundle'

interface ExecuteProps {
  operation: Tree
}

/** @param phrase is looked for in tags, methods, paths and summaries */
const filterOperations = (tags: Tree, phrase: string) => {
  const wanted = phrase.trim().toLowerCase()
  const hasPhrase = (...texts: unknown[]) => texts.some((text) => String(text).toLowerCase().includes(wanted))
  return tags
    .map((tag, name) => {
      if (hasPhrase(name)) return tag
      const found = (tag.get('operations') as Tree).filter((operation) =>
        hasPhrase(operation.get('method'), operation.get('path'), operation.getIn(['operation', 'summary'])),
      )
      return tag.set('operations', found)
    })
    .filter((tag) => (tag.get('operations') as Tree).size > 0)
}

export const needsToken = (operation: Tree): boolean => {
  const schemes = (operation.get('security') as Tree | undefined)?.toJS() as object[] | undefined
  return schemes?.some((scheme) => 'bearer' in scheme) ?? false
}

const focusSignIn = () => document.querySelector<HTMLElement>('#header input')?.focus()

/** Swagger UI marks a missing field a moment later, and says nothing of it. */
const focusInvalid = ({ currentTarget }: { currentTarget: Element }) => {
  const operation = currentTarget.closest('.opblock')
  setTimeout(() => operation?.querySelector<HTMLElement>('.invalid')?.focus(), 100)
}

/** A plugin: the page's own frame around Swagger UI's operations, without its dialog for authorization. */
export const operations = ({ React: { createElement, Fragment } }: System): Plugin => {
  const nothing = () => null

  const DocsLayout = ({ getComponent, specSelectors }: System) => {
    const status = specSelectors.loadingStatus()
    if (status === 'failed') return createElement(getComponent('errors', true), null)
    if (status !== 'success') return createElement('p', { role: 'status' }, 'Loading …')
    const parts = ['errors', 'InfoContainer', 'FilterContainer', 'operations', 'Models']
    return createElement(
      'div',
      { className: 'swagger-ui' },
      createElement(getComponent('SvgAssets'), null),
      ...parts.map((name) => createElement(getComponent(name, true), { key: name })),
    )
  }

  const Hint = () =>
    createElement(
      'p',
      { className: 'docs-hint' },
      'It needs a token. ',
      createElement('button', { type: 'button', onClick: focusSignIn }, 'Sign in'),
    )

  return {
    components: {
      DocsLayout,
      authorizeOperationBtn: nothing,
      TryItOutButton: nothing,
      OperationServers: nothing,
      OpenAPIVersion: nothing,
      CopyToClipboardBtn: nothing,
      // The original is a link inside of a button.
      DeepLink: ({ text }: { text: string }) => createElement('span', null, text),
    },
    wrapComponents: {
      operations: (Operations) => (props: object) =>
        createElement(
          Fragment,
          null,
          createElement('h2', { className: 'visually-hidden' }, 'Operations'),
          createElement(Operations, props),
        ),
      execute: (Execute, system) => (props: ExecuteProps) => {
        const isSignedIn = system.getSystem().authSelectors.authorized()?.has('bearer') ?? false
        return createElement(
          'div',
          { className: 'docs-execute', onClick: focusInvalid },
          createElement(Execute, props),
          !isSignedIn && needsToken(props.operation) && createElement(Hint, null),
        )
      },
    },
    fn: { opsFilter: filterOperations },
  }
}

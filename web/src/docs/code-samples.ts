import type { Plugin, System } from 'swagger-ui-dist/swagger-ui-es-bundle'
import { needsToken } from './operations.ts'
import { filePartsOf, requestOf } from './request.ts'
import { codeOf, type Language, languageNames } from './samples.ts'
import { bearerToken } from './token.ts'

const placeholder = 'YOUR_TOKEN'
const chosen: { language: Language } = { language: 'curl' }

const programOf = (system: System, path: string, method: string, language: Language) => {
  const request = requestOf(system, path, method)
  if (!request) return ''
  const operation = system.specSelectors.specResolvedSubtree(['paths', path, method])
  const isMissing = operation && needsToken(operation) && !('Authorization' in request.headers)
  const headers = { ...request.headers, ...(isMissing && { Authorization: `Bearer ${placeholder}` }) }
  return codeOf(language, { ...request, headers }, filePartsOf(system, path, method))
}

/** A whole token fills the sample, and a picture of the page should not show it. */
const shortened = (code: string) => {
  const token = bearerToken.value
  return token === undefined ? code : code.replaceAll(token, `${token.slice(0, 8)}…`)
}

/** A plugin: the request as a program, in three languages, as the fields are filled in. */
export const codeSamples = ({ React: { createElement, Fragment, useState } }: System): Plugin => {
  const CopyButton = ({ text }: { text: string }) => {
    const [copied, setCopied] = useState('')
    const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(text))
    return createElement('button', { type: 'button', onClick: copy }, copied === text ? 'Copied' : 'Copy')
  }

  /** @property copied if it is more than what is shown */
  const Code = ({ text, copied = text, children }: { text: string; copied?: string; children?: unknown }) =>
    createElement(
      Fragment,
      null,
      createElement('div', { className: 'docs-bar' }, children, createElement(CopyButton, { text: copied })),
      createElement('pre', { tabIndex: 0 }, text),
    )

  const CodeSamples = ({ path, method, ...system }: System & { path: string; method: string }) => {
    const [language, setLanguage] = useState(chosen.language)
    const choose = (name: Language) => {
      chosen.language = name
      setLanguage(name)
    }
    const button = (name: Language) =>
      createElement(
        'button',
        { key: name, type: 'button', 'aria-pressed': name === language, onClick: () => choose(name) },
        name,
      )
    const languages = { className: 'docs-languages', role: 'group', 'aria-label': 'Language' }
    const code = programOf(system, path, method, language)
    return createElement(
      Code,
      { text: shortened(code), copied: code },
      createElement('div', languages, ...languageNames.map(button)),
    )
  }

  const HighlightCode = ({ children, canCopy }: { children: string; canCopy?: boolean }) =>
    canCopy ? createElement(Code, { text: children }) : createElement('pre', { tabIndex: 0 }, children)

  return { components: { CodeSamples, HighlightCode } }
}

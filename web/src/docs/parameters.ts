import type { Plugin, System, Tree } from 'swagger-ui-dist/swagger-ui-es-bundle'
import { type Document, prepare } from './document.ts'

interface EmptyProps {
  isIncluded: boolean
  isDisabled: boolean
  onChange: (isIncluded: boolean) => void
}

const nameOf = (parameter: unknown) => (parameter as Tree).get('name')

/** A plugin: parameters begin empty, and optional headers are shown at the press of a button. */
export const parameters = ({ React: { createElement, Fragment, useState } }: System): Plugin => {
  const withHiddenHeaders = (Parameters: unknown) => (props: { parameters: Tree }) => {
    const [isOpen, setOpen] = useState(false)
    const isHidden = (parameter: Tree) => parameter.get('in') === 'header' && !parameter.get('required')
    const headers = props.parameters.filter(isHidden)
    const shown = isOpen ? props.parameters : props.parameters.filter((parameter) => !isHidden(parameter))
    const onClick = () => setOpen(!isOpen)
    const button = () =>
      createElement(
        'button',
        { type: 'button', className: 'docs-headers', 'aria-expanded': isOpen, onClick },
        `Optional headers: ${headers.toArray().map(nameOf).join(', ')}`,
      )
    return createElement(
      Fragment,
      null,
      createElement(Parameters, { ...props, parameters: shown }),
      headers.size > 0 && button(),
    )
  }

  /** The original sends an empty field unless that is switched off, and gives all of them one id. */
  const ParameterIncludeEmpty = ({ isIncluded, isDisabled, onChange }: EmptyProps) => {
    const change = ({ target }: { target: HTMLInputElement }) => onChange(target.checked)
    if (isDisabled) return null
    return createElement(
      'label',
      { className: 'docs-empty' },
      createElement('input', { type: 'checkbox', checked: isIncluded, onChange: change }),
      'Send it empty',
    )
  }

  return {
    components: { ParameterIncludeEmpty },
    wrapComponents: { parameters: withHiddenHeaders },
    statePlugins: {
      spec: {
        wrapActions: {
          updateJsonSpec: (update: (document: Document) => unknown) => (document: Document) =>
            update(prepare(document)),
        },
      },
    },
  }
}

import type { Plugin, System, Tree } from 'swagger-ui-dist/swagger-ui-es-bundle'

interface Schema {
  default?: unknown
  example?: unknown
  examples?: unknown[]
}

interface Parameter {
  description?: string
  schema?: Schema
  example?: unknown
  examples?: Record<string, { value?: unknown }>
}

interface Operation {
  parameters?: Parameter[]
}

interface Document {
  components?: { parameters?: Record<string, Parameter> }
  paths?: Record<string, Record<string, Operation>>
}

const textOf = (value: unknown) => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``

/**
 * Swagger UI fills a field with the example or the default of its parameter, and sends it. An example of a cursor, a
 * version or an id is an error when it is sent, so they become a part of the description.
 */
const withoutValue = ({ example, examples, ...parameter }: Parameter): Parameter => {
  const { default: standard, example: own, examples: others, ...schema } = parameter.schema ?? {}
  const shown = example ?? Object.values(examples ?? {})[0]?.value ?? own ?? others?.[0]
  const sentences = [
    parameter.description,
    standard !== undefined && `Default: ${textOf(standard)}.`,
    standard === undefined && shown !== undefined && `Example: ${textOf(shown)}.`,
  ]
  return { ...parameter, schema, description: sentences.filter(Boolean).join(' ') }
}

const mapValues = <Value, Other>(values: Record<string, Value>, change: (value: Value) => Other) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]))

const inOperation = (operation: Operation): Operation =>
  Array.isArray(operation.parameters)
    ? { ...operation, parameters: operation.parameters.map(withoutReferences) }
    : operation

const withoutReferences = (parameter: Parameter) =>
  '$ref' in parameter ? parameter : withoutValue(parameter)

const withEmptyFields = (document: Document): Document => ({
  ...document,
  components: {
    ...document.components,
    parameters: mapValues(document.components?.parameters ?? {}, withoutValue),
  },
  paths: mapValues(document.paths ?? {}, (path) => mapValues(path, inOperation)),
})

const nameOf = (parameter: unknown) => (parameter as Tree).get('name')

/** A plugin: parameters begin empty, and optional headers are shown at the press of a button. */
export const parameters = ({ React: { createElement, Fragment, useState } }: System): Plugin => ({
  wrapComponents: {
    parameters: (Parameters) => (props: { parameters: Tree }) => {
      const [isOpen, setOpen] = useState(false)
      const isHidden = (parameter: Tree) => parameter.get('in') === 'header' && !parameter.get('required')
      const headers = props.parameters.filter(isHidden)
      const shown = isOpen ? props.parameters : props.parameters.filter((parameter) => !isHidden(parameter))
      const names = headers.toArray().map(nameOf).join(', ')
      const button = createElement(
        'button',
        {
          type: 'button',
          className: 'docs-headers',
          'aria-expanded': isOpen,
          onClick: () => setOpen(!isOpen),
        },
        `Optional headers: ${names}`,
      )
      return createElement(
        Fragment,
        null,
        createElement(Parameters, { ...props, parameters: shown }),
        headers.size > 0 && button,
      )
    },
  },
  statePlugins: {
    spec: {
      wrapActions: {
        updateJsonSpec: (update: (document: Document) => unknown) => (document: Document) =>
          update(withEmptyFields(document)),
      },
    },
  },
})

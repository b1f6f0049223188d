// Prints a type as plain TypeScript that needs no other file: aliases, mapped and conditional types are expanded.
import { SignatureKind, SymbolFlags, TypeFlags } from 'typescript/unstable/sync'

/** Types that browsers, Node and Workers all declare globally. */
const globals = new Set(['Blob', 'Date', 'File', 'FormData', 'Headers', 'Promise', 'ReadableStream', 'URL'])

const simple = TypeFlags.Primitive | TypeFlags.Never | TypeFlags.Unknown | TypeFlags.Void

/** No JSON of the API is as deep, so a type that reaches this contains itself. */
const maxDepth = 30

export const quoteKey = (key) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key))

const hasFlag = (type, flag) => (type.flags & flag) !== 0

/**
 * @param imported the names of the types that the printed module imports
 * @returns `nameType`, which prints a type and gives it a name, and `printFunction`
 * @throws Error for a type that is not plain: `any`, a tuple, a function in data, a type that contains itself
 */
export const createPrinter = (checker, imported) => {
  /** Expanded type → its name. */
  const names = new Map()

  /** Whether a type stands for an optional property that is absent. It is not the type `undefined`. */
  const isMissing = (type) => hasFlag(type, TypeFlags.Undefined) && type.id !== checker.getUndefinedType().id

  const printUnion = (members, path) => {
    const texts = new Set(members.filter((member) => !isMissing(member)).map((member) => print(member, path)))
    // The members of `boolean` are its two values.
    if (texts.has('true') && texts.has('false')) {
      texts.delete('true')
      texts.delete('false')
      texts.add('boolean')
    }
    // The other members may be a type that has a name.
    const empty = ['null', 'undefined'].filter((text) => texts.delete(text))
    const others = [...texts].join(' | ')
    return [names.get(others) ?? others, ...empty].filter(Boolean).join(' | ')
  }

  const printProperty = (property, path) => {
    const mark = property.flags & SymbolFlags.Optional ? '?' : ''
    const type = print(checker.getTypeOfSymbol(property), [...path, property.name])
    return `${quoteKey(property.name)}${mark}: ${type}`
  }

  const printObject = (type, path) => {
    if (checker.getSignaturesOfType(type, SignatureKind.Call).length > 0) throw notPlain('a function', path)
    const properties = checker.getPropertiesOfType(type).map((property) => printProperty(property, path))
    const indexes = checker
      .getIndexInfosOfType(type)
      .map(({ keyType, valueType }) => `[key: ${print(keyType, path)}]: ${print(valueType, path)}`)
    const members = [...indexes, ...properties]
    return members.length === 0 ? '{}' : `{ ${members.join('; ')} }`
  }

  const printArguments = (type, path) =>
    checker
      .getTypeArguments(type)
      .map((argument) => print(argument, path))
      .join(', ')

  const printStructure = (type, path) => {
    if (path.length > maxDepth) throw notPlain('a type that contains itself', path)
    if (hasFlag(type, TypeFlags.Any)) throw notPlain('any', path)
    if (hasFlag(type, simple)) return checker.typeToString(type)
    if (type.isUnionType()) return printUnion(type.getTypes(), path)
    if (checker.isArrayType(type)) {
      const element = print(checker.getTypeArguments(type)[0], path)
      return /^\w+$/.test(element) ? `${element}[]` : `Array<${element}>`
    }
    if (checker.isTupleType(type)) throw notPlain('a tuple', path)
    const name = type.getSymbol()?.name
    if (globals.has(name) || imported.has(name)) {
      const args = type.isTypeReference() ? printArguments(type, path) : ''
      return args ? `${name}<${args}>` : name
    }
    if (type.isObjectType() || type.isIntersectionType()) return printObject(type, path)
    throw notPlain(checker.typeToString(type), path)
  }

  const print = (type, path) => {
    const text = printStructure(type, path)
    return names.get(text) ?? text
  }

  const printParameter = (parameter, path) => {
    const type = print(checker.getTypeOfSymbol(parameter), [...path, parameter.name])
    const [required, isOptional] = [type.replace(/ \| undefined$/, ''), type.endsWith(' | undefined')]
    return `${parameter.name}${isOptional ? '?' : ''}: ${required}`
  }

  const printFunction = (type, path) => {
    const [signature] = checker.getSignaturesOfType(type, SignatureKind.Call)
    const parameters = signature.getParameters().map((parameter) => printParameter(parameter, path))
    return `(${parameters.join(', ')}) => ${print(checker.getReturnTypeOfSignature(signature), path)}`
  }

  /** Prints a type. From now on, other types print it by its name. */
  const nameType = (name, type) => {
    const text = print(type, [name])
    // One word is a simple type or has a name.
    if (!/^\w+$/.test(text)) names.set(text, name)
    return text
  }

  return { nameType, printFunction }
}

const notPlain = (what, path) => new Error(`The client's types contain ${what} at ${path.join('.')}.`)

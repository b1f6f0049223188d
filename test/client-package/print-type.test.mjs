import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { API } from 'typescript/unstable/sync'
import { createPrinter } from '../../scripts/client/print-type.mjs'

const source = `
export type Category = 'horror' | 'poetry'
interface Row { id: string; secret: string; category: Category; pages: number }
export type Book = Pick<Row, 'id' | 'category'> & { on_loan: boolean | null }
export type List = { [Key in 'data' | 'more']: Key extends 'data' ? Book[] : { [key: string]: Category | null } }
export type Mixed = Book[][] | Box<Book> | Record<'a-b', undefined>
export type Sparse = { given?: Category; empty?: Category | undefined }
export interface Box<T> { box: T }
export type Id = string
export type Call = (args: { id: Id }, options?: Box<Category>) => Promise<Book[]>
export type Leak = { body: { raw: any } }
export type Pair = { pair: [string, number] }
export type Method = { data: { save(): void } }
export interface Tree { branch: Tree | null }
export type Again = 'horror' | 'poetry'
`

const folder = mkdtempSync(join(tmpdir(), 'bookplate-types-'))
writeFileSync(join(folder, 'types.ts'), source)
const options = { strict: true, exactOptionalPropertyTypes: true, target: 'ES2022' }
writeFileSync(
  join(folder, 'tsconfig.json'),
  JSON.stringify({ compilerOptions: options, files: ['types.ts'] }),
)
const compiler = new API({ cwd: folder })
after(() => {
  compiler.close()
  rmSync(folder, { recursive: true, force: true })
})

const { checker, program } = compiler
  .updateSnapshot({ openProjects: ['tsconfig.json'] })
  .getProject(join(folder, 'tsconfig.json'))
const module = checker.getSymbolAtLocation(program.getSourceFile(join(folder, 'types.ts')))
const typeOf = (name) =>
  checker.getDeclaredTypeOfSymbol(checker.getExportsOfModule(module).find((symbol) => symbol.name === name))

const { nameType, printFunction } = createPrinter(checker, new Set(['Box']))
const print = (name) => nameType(name, typeOf(name))

describe('a type is printed', () => {
  test('with its structure, and with the names of earlier types', () => {
    assert.equal(print('Category'), '"horror" | "poetry"')
    assert.equal(print('Book'), '{ id: string; category: Category; on_loan: boolean | null }')
    assert.equal(print('List'), '{ data: Book[]; more: { [key: string]: Category | null } }')
  })

  test('as an earlier name with the same structure', () => assert.equal(print('Again'), 'Category'))

  test('as an array, a key with a dash, or a reference', () => {
    assert.equal(print('Mixed'), 'Array<Book[]> | Box<Book> | { "a-b": undefined }')
  })

  test('with the difference of an absent and an undefined property', () => {
    assert.equal(print('Sparse'), '{ given?: Category; empty?: Category | undefined }')
  })

  test('as a function with optional parameters', () => {
    assert.equal(print('Id'), 'string')
    const printed = '(args: { id: string }, options?: Box<Category>) => Promise<Book[]>'
    assert.equal(printFunction(typeOf('Call'), []), printed)
  })
})

describe('an error names the place', () => {
  test('of any', () => assert.throws(() => print('Leak'), /contain any at Leak\.body\.raw\./))

  test('of a tuple', () => assert.throws(() => print('Pair'), /a tuple at Pair\.pair\./))

  test('of a function in data', () =>
    assert.throws(() => print('Method'), /a function at Method\.data\.save\./))

  test('of a type that contains itself', () =>
    assert.throws(() => print('Tree'), /contains itself at Tree\.branch\.branch/))
})

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printContract } from './contract.mjs'

const root = join(import.meta.dirname, '../..')
const modules = join(root, 'node_modules')

const run = (program, options, input) =>
  execFileSync(process.execPath, [join(modules, program), ...options], {
    cwd: root,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
  })

const imported = /(?<=\bfrom\s+['"]|\bimport\(['"])[^'"]+/g

/** @returns the declarations of a module of the client, by its name without extension */
const emitDeclarations = (folder) => {
  const options = [
    '--project',
    'client',
    '--outDir',
    folder,
    '--tsBuildInfoFile',
    join(folder, 'build.tsbuildinfo'),
  ]
  run('typescript/bin/tsc', options)
  return (name) => readFileSync(join(folder, 'client', `${name}.d.ts`), 'utf8')
}

const printTypes = () =>
  run('@biomejs/biome/bin/biome', ['format', '--stdin-file-path=types.d.ts'], printContract())

/**
 * Writes `types/`: the declarations of the client's index and of the modules that it needs.
 * @throws Error when one of them would import anything else
 */
export const writeDeclarations = (folder) => {
  const emitted = mkdtempSync(join(tmpdir(), 'bookplate-declarations-'))
  try {
    const read = emitDeclarations(emitted)
    mkdirSync(join(folder, 'types'))
    const names = new Set(['index'])
    // The loop also visits the names that it adds.
    for (const name of names) {
      const text = name === 'types' ? printTypes() : read(name)
      const written = text.replace(imported, (path) => {
        const [, needed] = /^\.\/([\w-]+)\.ts$/.exec(path) ?? []
        if (!needed) throw new Error(`The types of the client would import ${path}, in ${name}.`)
        names.add(needed)
        return `./${needed}.js`
      })
      writeFileSync(join(folder, 'types', `${name}.d.ts`), written)
    }
  } finally {
    rmSync(emitted, { recursive: true, force: true })
  }
}

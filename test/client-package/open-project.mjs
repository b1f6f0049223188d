// A project outside the repository that has installed the packed client.
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export const root = join(import.meta.dirname, '../..')
const modules = join(root, 'node_modules')

export const compilers = {
  'TypeScript 5.9': join(root, 'tools/client/node_modules/typescript/bin/tsc'),
  'TypeScript 7': join(modules, 'typescript/bin/tsc'),
}

/** A program and its compiler options, for each place that has types of `fetch`. */
export const programs = {
  browsers: {
    file: 'main-vite.ts',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2022', 'DOM'],
    types: [],
  },
  Node: { file: 'main-node.ts', module: 'NodeNext', lib: ['ES2022'], types: [join(modules, '@types/node')] },
  Workers: {
    file: 'use-client.ts',
    module: 'ESNext',
    moduleResolution: 'bundler',
    lib: ['ES2022'],
    types: [join(modules, '@cloudflare/workers-types')],
  },
}

const execute = promisify(execFile)

/** @returns what the program printed. @throws Error with its output when it fails */
export const run = async (program, options, cwd = root) => {
  const shell = process.platform === 'win32' && !program.endsWith('.exe')
  const { stdout } = await execute(program, options, { cwd, shell, timeout: 300_000 }).catch(
    ({ message, stdout, stderr }) => {
      throw new Error(`${message}\n${stdout}\n${stderr}`)
    },
  )
  return stdout
}

export const openProject = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-project-'))
  await run(process.execPath, ['scripts/pack-client.mjs', folder])
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }\n')
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], folder)
  cpSync(join(import.meta.dirname, 'project'), folder, { recursive: true })
  const readme = readFileSync(join(root, 'client/README.md'), 'utf8')
  writeFileSync(join(folder, 'readme.ts'), /^```ts\r?\n(.*?)^```$/ms.exec(readme)[1])

  const runCompiler = async (compiler, tsconfig) => {
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
    await run(process.execPath, [compiler, '--project', folder])
  }

  /**
   * Compiles a program, `types.ts` and the first example of the README, strictly and with the types of its libraries.
   * The output is in `out`.
   */
  const compile = (compiler, { file, ...options }) => {
    const strict = { strict: true, skipLibCheck: false, exactOptionalPropertyTypes: true }
    const compilerOptions = { ...strict, target: 'ES2022', outDir: 'out', ...options }
    return runCompiler(compiler, { compilerOptions, files: [file, 'types.ts', 'readme.ts'] })
  }

  /** Compiles `same-types.ts`, which compares the packed types with those of the repository. */
  const compareTypes = () => {
    const file = 'same-types.ts'
    const source = readFileSync(join(folder, file), 'utf8')
    writeFileSync(join(folder, file), source.replace('../../..', root.replaceAll('\\', '/')))
    return runCompiler(compilers['TypeScript 7'], {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { types: programs.Workers.types },
      include: [],
      files: [file, join(root, 'src/env.d.ts')],
    })
  }

  return {
    folder,
    installed: join(folder, 'node_modules/bookplate'),
    compile,
    compareTypes,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

// `npm run pack:client [-- folder]`: packs `bookplate/client` as a package of its own, which other projects can install.
// It is not the root's package: that one has the Worker's dependencies and exports the client's source.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { bundleClient } from './client/bundle.mjs'
import { writeDeclarations } from './client/declarations.mjs'

const root = join(import.meta.dirname, '..')
const destination = resolve(process.argv[2] ?? root)

const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

const manifest = {
  name,
  version,
  description: 'The typed client of the Bookplate API.',
  license,
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20' },
  exports: { './client': { types: './types/index.d.ts', default: './client.js' } },
}

const noticeOf = (folder) =>
  `${basename(folder)}\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`

/** Packs a folder. @returns the path of the tarball */
const pack = (folder) => {
  const isWindows = process.platform === 'win32'
  const { status, stdout } = spawnSync(isWindows ? 'npm.cmd' : 'npm', ['pack', '--silent'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: isWindows,
  })
  if (status !== 0) throw new Error(`npm pack ended with status ${status}.`)
  return join(folder, stdout.trim())
}

const folder = mkdtempSync(join(tmpdir(), 'bookplate-client-'))
try {
  const bundled = await bundleClient(folder)
  writeDeclarations(folder)
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), bundled.map(noticeOf).join('\n'))
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  copyFileSync(join(root, 'client/README.md'), join(folder, 'README.md'))
  // npm's own name for it would be the name of the whole service.
  const tarball = join(destination, `${name}-client-${version}.tgz`)
  copyFileSync(pack(folder), tarball)
  console.log(`Packed the client: ${tarball}`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

// Clients that public generators make from openapi.json compile, and work with the service.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, openAsBlob, rmSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'
import openapiTypescript, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { startWorker } from '../../bench/worker.mjs'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const document = new URL('../../openapi.json', import.meta.url)
const generated = here('generated')

const file = ts.factory.createTypeReferenceNode('Blob')

const generate = async () => {
  rmSync(generated, { recursive: true, force: true })
  mkdirSync(generated)
  // The documentation advises this for files, which are strings in JSON Schema.
  const transform = ({ format }) => (format === 'binary' ? file : undefined)
  writeFileSync(
    `${generated}/openapi-typescript.ts`,
    astToString(await openapiTypescript(document, { transform })),
  )
  await createClient({
    input: fileURLToPath(document),
    output: { path: `${generated}/hey-api`, module: { extension: '.ts' } },
    plugins: ['@hey-api/typescript', '@hey-api/sdk', '@hey-api/client-fetch'],
    logs: { level: 'silent' },
  })
}

describe('a generated client', () => {
  let worker
  before(async () => {
    await generate()
    worker = await startWorker()
  })
  after(() => worker?.close())

  it('compiles', () => {
    const options = [here('node_modules/typescript/bin/tsc'), '--project', here('tsconfig.json')]
    const { stdout, status } = spawnSync(process.execPath, options, { encoding: 'utf8' })
    assert.equal(stdout, '')
    assert.equal(status, 0)
  })

  for (const client of ['hey-api', 'openapi-fetch']) {
    it(`works: ${client}`, async () => {
      const { visit } = await import(`./clients/${client}.ts`)
      const reader = { name: 'Some Reader', email: `${client}@example.com`, password: 'Correct-Horse-7' }
      await visit(worker.url.origin, reader, await openAsBlob(here('../../examples/cover.jpg')))
    })
  }
})

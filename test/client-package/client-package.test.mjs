import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { build, preview } from 'vite'
import { launchChromium } from '../browser/support/chromium.mjs'
import { startWorker } from '../browser/support/worker.mjs'
import { findNodes } from './nodes.mjs'
import { compilers, openProject, programs, root, run } from './open-project.mjs'

const project = await openProject()
const { folder, installed, compile, compareTypes } = project
after(project.remove)

const checkReport = (report) => {
  assert.equal(report.user?.name, 'Mary Shelley', JSON.stringify(report))
  assert.equal(report.added.title, 'Mathilda')
  assert.match(report.added.thumbnail_url, /thumb\.webp$/)
  assert.notEqual(report.changed.image_url, report.added.image_url)
  assert.equal(report.progress.at(-1), 1)
  assert.deepEqual(report.titles, ['Mathilda'])
  assert.equal(report.error, 'title_taken')
  assert.match(report.exported, /Mathilda/)
  assert.equal(report.maxTitleLength, 200)
}

describe('the package', () => {
  const files = readdirSync(installed, { recursive: true }).map((path) => path.replaceAll('\\', '/'))

  test('has the client, its types and the licences', () => {
    const types = files.filter((path) => path.startsWith('types/'))
    assert.deepEqual(files.filter((path) => !types.includes(path)).sort(), [
      'LICENSE',
      'README.md',
      'THIRD-PARTY-NOTICES.txt',
      'client.js',
      'package.json',
      'types',
    ])
    assert.ok(types.length < 10, types.join(', '))
  })

  test('imports no other package', () => {
    const { dependencies, peerDependencies } = JSON.parse(
      readFileSync(join(installed, 'package.json'), 'utf8'),
    )
    assert.equal(dependencies ?? peerDependencies, undefined)
    const wrong = /(^import |\bfrom |\b(?:import|require)\()["'](?!\.\/).*|<reference .*|.*: any\b/m
    for (const path of files.filter((path) => /[jt]s$/.test(path))) {
      assert.equal(wrong.exec(readFileSync(join(installed, path), 'utf8'))?.[0], undefined, path)
    }
  })

  test('has the licence of Hono', () => {
    assert.match(readFileSync(join(installed, 'THIRD-PARTY-NOTICES.txt'), 'utf8'), /^hono\n\nMIT License/)
  })
})

describe('its types', () => {
  test('are those of the repository', compareTypes)

  for (const [version, compiler] of Object.entries(compilers)) {
    for (const [place, program] of Object.entries(programs)) {
      test(`compile with ${version} for ${place}`, () => compile(compiler, program))
    }
  }
})

describe('a project', () => {
  let site
  let service
  before(async () => {
    await build({ root: folder, configFile: false, logLevel: 'warn' })
    site = await preview({ root: folder, configFile: false, preview: { host: '127.0.0.1', port: 0 } })
    service = await startWorker({ CORS_ORIGINS: new URL(site.resolvedUrls.local[0]).origin })
  })
  after(async () => {
    await site?.close()
    await service?.close()
  })

  for (const [version, node] of findNodes()) {
    test(`runs under Node ${version}`, async () => {
      await compile(compilers['TypeScript 7'], programs.Node)
      const cover = join(root, 'examples/cover.jpg')
      checkReport(JSON.parse(await run(node, ['out/main-node.js', service.origin, cover], folder)))
    })
  }

  test('is built by Vite, and runs in Chromium', async () => {
    const browser = await launchChromium()
    try {
      const page = await browser.newPage()
      const url = new URL(site.resolvedUrls.local[0])
      url.searchParams.set('service', service.origin)
      page.setDefaultTimeout(300_000)
      await page.goto(url.href)
      const output = page.locator('output:not(:empty)')
      checkReport(JSON.parse(await output.textContent()))
    } finally {
      await browser.close()
    }
  })
})

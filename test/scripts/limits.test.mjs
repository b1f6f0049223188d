import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { unstable_readConfig as readConfig } from 'wrangler'

const page = readFileSync('docs/limits.md', 'utf8')

/** The rows of the tables, by the names in their last cells. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').slice(1, -1))
  .flatMap((cells) =>
    [...(cells.at(-1) ?? '').matchAll(/`(\w+)`/g)].map(([, name]) => ({
      name,
      text: cells.slice(0, -1).join(),
    })),
  )

const units = [
  [/Ms$/, [1000, 'second'], [60_000, 'minute'], [3_600_000, 'hour'], [86_400_000, 'day']],
  [/Seconds$/, [1, 'second'], [60, 'minute'], [3600, 'hour'], [86_400, 'day']],
  [/Hours$/, [1, 'hour'], [24, 'day']],
  [/Days$/, [1, 'day']],
  [/Bytes$|_BYTES$/, [1024, 'KiB'], [1024 ** 2, 'MiB'], [1e6, 'MB'], [1e9, 'GB']],
  [/Pixels$/, [1e6, 'megapixel']],
  [/Side$/, [1, 'pixel']],
  [/Year$/, [1, 'year']],
  [/^QUOTA_BOOKS$|^FREE_|./, [1, '']],
]

/** @returns the ways to write a limit. Its name says the unit. */
const textsOf = (name, value) => {
  const [, ...scales] = units.find(([pattern]) => pattern.test(name)) ?? []
  // A year has no comma.
  if (scales[0][1] === 'year') return [String(value).replace('-', '−')]
  return scales
    .filter(([scale]) => scale === 1 || Number.isInteger(value / scale))
    .map(([scale, unit]) => `${(value / scale).toLocaleString('en')}${unit && ` ${unit}`}`)
}

const escapeDots = (text) => text.replaceAll('.', '\\.')

const says = ({ text }, texts) =>
  texts.some((one) => new RegExp(`(?<![\\d,])${escapeDots(one)}(?![\\d,]\\d)`).test(text))

/** @param {string[][]} limits the ways to write each limit of this name: two files may have one name */
const expectRows = (name, limits) => {
  const found = rows.filter((row) => row.name === name)
  assert.equal(
    found.length,
    limits.length,
    `docs/limits.md needs ${limits.length} rows with the name \`${name}\``,
  )
  const texts = found.map(({ text }) => text.trim())
  for (const limit of limits)
    assert.ok(
      found.some((row) => says(row, limit)),
      `docs/limits.md says "${texts}" of \`${name}\`, which is ${limit.join(' or ')}`,
    )
}

const constants = []
for (const file of globSync('src/**/limits.ts'))
  constants.push(...Object.entries(await import(pathToFileURL(resolve(file)).href)))

const configs = ['', 'staging'].map((env) =>
  readConfig({ config: 'wrangler.toml', env }, { hideWarnings: true }),
)
const [production] = configs
const settings = Object.entries(production.vars).filter(([name]) => /^QUOTA_|^FREE_|^DISABLED_/.test(name))

test('docs/limits.md has every constant of every limits.ts, with its value', () => {
  assert.ok(constants.length > 50)
  for (const [name, same] of Map.groupBy(constants, ([name]) => name))
    expectRows(
      name,
      same.map(([, value]) => textsOf(name, value)),
    )
})

test('docs/limits.md has every limit of bursts and every quota of wrangler.toml', () => {
  assert.ok(settings.length >= 5)
  for (const { name, simple } of production.ratelimits) {
    assert.equal(simple.period, 60)
    expectRows(name, [[`${simple.limit} a minute`]])
  }
  for (const [name, value] of settings) expectRows(name, [textsOf(name, Number(value))])
})

test('staging has the same limits', () => {
  const [limits, staging] = configs.map(({ ratelimits }) =>
    ratelimits.map(({ name, simple }) => [name, simple]),
  )
  assert.deepEqual(staging, limits)
  for (const [name, value] of settings) assert.equal(configs[1].vars[name], value)
})

test('docs/limits.md names no limit that does not exist', () => {
  const known = [
    ...constants.map(([name]) => name),
    ...production.ratelimits.map(({ name }) => name),
    ...settings.map(([name]) => name),
  ]
  assert.deepEqual(
    rows.filter(({ name }) => !known.includes(name)).map(({ name }) => name),
    [],
  )
})

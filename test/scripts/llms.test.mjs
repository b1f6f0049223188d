import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const page = readFileSync('web/public/llms.txt', 'utf8')
const { paths } = JSON.parse(readFileSync('openapi.json', 'utf8'))
/** A page of the web app, which is no operation. */
const others = ['/docs']

test('llms.txt leads to what is there', () => {
  const links = [...page.matchAll(/\]\((\/[^)]*)\)/g)].map(([, path]) => path)
  assert.ok(links.includes('/mcp') && links.includes('/openapi.json'))
  for (const path of links) assert.ok(path in paths || others.includes(path), path)
})

test('llms.txt names operations that exist', () => {
  const named = [...page.matchAll(/`(GET|POST|PATCH|PUT|DELETE) (\/[\w/{}-]+)/g)]
  assert.ok(named.length > 3)
  for (const [, method, path] of named) assert.ok(paths[path]?.[method.toLowerCase()], `${method} ${path}`)
})

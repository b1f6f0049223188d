// `npm run openapi`: writes openapi.json, the document that the service serves. With --check it writes nothing, and fails
// if the file is out of date.
import { readFileSync, writeFileSync } from 'node:fs'
import { app } from '../src/app.ts'
import { documentOf } from '../src/openapi/document.ts'

const file = new URL('../openapi.json', import.meta.url)
const text = `${JSON.stringify(documentOf(app.routes), null, 2)}\n`

if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  console.error('openapi.json differs from the routes. Run: npm run openapi')
  process.exit(1)
}

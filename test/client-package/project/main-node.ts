import { readFile } from 'node:fs/promises'
import { useClient } from './use-client.js'

const [, , baseUrl = '', cover = ''] = process.argv
const report = await useClient(baseUrl, new File([await readFile(cover)], 'cover.jpg'))
console.log(JSON.stringify(report))

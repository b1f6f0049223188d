import { readFileSync } from 'node:fs'

/**
 * Sends the requests of a file for editors' HTTP clients, one after the other: `###` separates them, `@name = value` is
 * a variable, `{{login.response.body.$.data.token}}` a value of an earlier response, `< ./file` the bytes of a file.
 * @param {URL} url of the file @param {Record<string, string>} variables instead of those in the file
 * @returns {Promise<{ title: string, status: number, documented: number }[]>} `documented`: as in "Responds 201"
 */
export const sendHttpFile = async (url, variables) => {
  const values = new Map()
  const responses = new Map()
  const sent = []

  const resolve = (name) => {
    const [, from, path] = /^(\w+)\.response\.body\.\$\.(.+)$/.exec(name) ?? []
    if (from) return path.split('.').reduce((value, key) => value[key], responses.get(from))
    return fill(variables[name] ?? values.get(name))
  }
  const fill = (text) => text.replace(/\{\{(.+?)\}\}/g, (_, name) => resolve(name))

  const readBody = (lines, isForm) => {
    const parts = lines.map((line) => {
      const [, file] = /^< (.+)$/.exec(line) ?? []
      return file ? readFileSync(new URL(file, url)) : Buffer.from(fill(line))
    })
    const lineEnd = Buffer.from(isForm ? '\r\n' : '\n')
    return parts.length > 0 ? Buffer.concat(parts.flatMap((part) => [part, lineEnd])) : undefined
  }

  const send = async (title, lines) => {
    const name = lines.find((line) => line.startsWith('# @name '))?.slice('# @name '.length)
    const [first, ...rest] = lines.filter((line) => !line.startsWith('# '))
    const [method, target] = fill(first).split(' ')
    const end = rest.includes('') ? rest.indexOf('') : rest.length
    const headers = Object.fromEntries(rest.slice(0, end).map((line) => fill(line).split(': ')))
    const body = readBody(rest.slice(end + 1), headers['Content-Type']?.startsWith('multipart/'))
    const response = await fetch(target, { method, headers, body })
    const text = await response.text()
    if (name) responses.set(name, JSON.parse(text))
    sent.push({ title, status: response.status, documented: Number(/Responds (\d+)/.exec(title)[1]) })
  }

  for (const block of readFileSync(url, 'utf8').split(/^###/m)) {
    const [title, ...lines] = block.trimEnd().split('\n')
    for (const [, name, value] of block.matchAll(/^@(\w+) = (.+)$/gm)) values.set(name, value)
    const request = lines.filter((line) => !line.startsWith('@'))
    if (request.some((line) => /^[A-Z]+ \S/.test(line))) await send(title.trim(), request)
  }
  return sent
}

const number = (value) => value.toLocaleString('en')
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

/**
 * Shows the progress of one table in a line that a terminal redraws; elsewhere a line every ten seconds.
 * @param {string} label @param {number} total the number of rows
 */
export const tableProgress = (label, total) => {
  const { isTTY } = process.stderr
  const count = { rows: 0, files: 0, bytes: 0 }
  let shownAt = performance.now()
  const line = () => {
    const files = count.files > 0 ? `, ${number(count.files)} files` : ''
    return `${label}: ${number(count.rows)} of ${number(Math.max(total, count.rows))} rows${files}, ${megabytes(count.bytes)}`
  }
  return {
    /** @param {{ rows?: number, files?: number, bytes?: number }} more */
    add: (more) => {
      for (const [name, value] of Object.entries(more)) count[name] += value
      if (performance.now() - shownAt < (isTTY ? 200 : 10_000)) return
      shownAt = performance.now()
      process.stderr.write(isTTY ? `\r${line()}` : `${line()}\n`)
    },
    end: () => {
      if (isTTY) process.stderr.write('\r\u001b[K')
      console.log(`✓ ${line()}`)
    },
  }
}

/**
 * Prints the start of a long list.
 * @param {string} what such as `Files without a row` @param {string[]} items
 */
export const printFindings = (what, items) => {
  const count = items.length
  if (count === 0) return
  const shown = items.slice(0, 20)
  const more = count > shown.length ? [`… ${number(count - shown.length)} more`] : []
  console.log([`! ${what}: ${number(count)}`, ...[...shown, ...more].map((item) => `  ${item}`)].join('\n'))
}

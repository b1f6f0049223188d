/** Shows the progress of a long task in one line, which a terminal redraws. */
export const progress = (what, unit) => {
  const { isTTY } = process.stderr
  let shownAt = performance.now()
  return (done, count) => {
    if (done < count && performance.now() - shownAt < (isTTY ? 200 : 10_000)) return
    shownAt = performance.now()
    const line = `${what}: ${done.toLocaleString('en')} of ${count.toLocaleString('en')} ${unit}`
    process.stderr.write(isTTY ? `\r${line}${done < count ? '' : '\n'}` : `${line}\n`)
  }
}

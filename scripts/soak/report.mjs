const number = (value) => value.toLocaleString('en')
const shownViolations = 20

/** The check after one life of the process, in a line. */
export const printLife = ({ life, counts, killed, restartMs, compared, settled, peakMb, violations }) => {
  const end =
    killed === undefined
      ? 'drained'
      : `killed with ${killed} writes in flight, back after ${(restartMs / 1000).toFixed(1)} s, ${settled} settled`
  const { users, books, sessions, files } = compared
  const rows = `${number(users)} readers, ${number(books)} books, ${number(sessions)} sessions, ${number(files)} files`
  const verdict = violations.length === 0 ? 'as acknowledged' : `${violations.length} violations`
  console.log(
    `${life}: ${number(counts.requests)} requests, ${end}; ${rows}: ${verdict}; workerd ${peakMb.toFixed(0)} MB`,
  )
}

/** The figures of the whole soak, in one line. */
export const printSummary = ({ counts, ledger, differences, unsettled, peakMb, violations, seconds }) => {
  const found = Object.entries(differences).map(([kind, { length }]) => `${kind}: ${length}`)
  const figures = [
    `requests: ${counts.requests}`,
    `acknowledged: ${ledger.counts.acknowledged}`,
    `kills: ${counts.kills}`,
    `unanswered: ${ledger.counts.unanswered}`,
    `unsettled: ${unsettled}`,
    `rejected: ${ledger.counts.rejected}`,
    `unavailable: ${counts.unavailable}`,
    ...found,
    `violations: ${violations.length}`,
    `memory: ${peakMb.toFixed(0)} MB`,
    `seconds: ${seconds.toFixed(0)}`,
  ]
  console.log(`soak: ${figures.join(', ')}`)
}

export const printViolations = (violations, folder) => {
  for (const violation of violations.slice(0, shownViolations)) console.error(`✘ ${violation}`)
  if (violations.length > shownViolations) console.error(`… and ${violations.length - shownViolations} more`)
  console.error(`The acknowledgements, the storage and the Worker's log are in ${folder}`)
}

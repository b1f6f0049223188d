// SECURITY.md promises an update within 7 days for these.
const reported = ['moderate', 'high', 'critical']

const parse = (output) => {
  try {
    return JSON.parse(output)
  } catch {
    return { message: 'npm printed no JSON' }
  }
}

/**
 * @param {string} output of `npm audit --json`
 * @returns `problems`, or the reason why nothing was checked: not every registry offers advisories
 */
export const readAudit = (output) => {
  const { vulnerabilities, message, error } = parse(output)
  if (vulnerabilities === undefined) return { unchecked: message ?? error?.summary ?? 'no report' }
  const problems = Object.values(vulnerabilities)
    .filter(({ severity }) => reported.includes(severity))
    .map(({ name, severity, range }) => `${name} ${range} has an advisory of severity ${severity}`)
  return { problems }
}

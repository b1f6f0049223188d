// `npm run admin -- someone@example.com [--revoke] [--remote]`: makes a user an admin, or takes the role away.
import { parseArgs } from 'node:util'
import { roleChange } from './admin/role-change.mjs'
import { DeployError } from './deploy/commands.mjs'
import { readFromWrangler } from './deploy/wrangler.mjs'

const usage = `Usage: npm run admin -- someone@example.com [--revoke] [--remote]
  --revoke  takes the role away
  --remote  changes the deployed service, not the local one`

const fail = (message) => {
  console.error(message)
  return process.exit(1)
}

const readOptions = () => {
  try {
    const options = {
      revoke: { type: 'boolean', default: false },
      remote: { type: 'boolean', default: false },
    }
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    return positionals.length === 1 && positionals[0].includes('@')
      ? { ...values, email: positionals[0] }
      : fail(`Name one email.\n${usage}`)
  } catch ({ message }) {
    return fail(`${message}\n${usage}`)
  }
}

const { email, revoke, remote } = readOptions()
const role = revoke ? 'reader' : 'admin'
const where = remote ? '--remote' : '--local'

try {
  const sql = roleChange({ email, role, at: new Date() })
  const results = await readFromWrangler(
    ['d1', 'execute', 'DB', where, '--json', '--command', sql],
    'the database. Was it set up? Run `npm run dev` or `npm run deploy` first',
  )
  const [user] = results.at(-1).results
  if (!user) fail(`No user has the email ${email}. Sign up in the web app first.`)
  if (user.role !== role) fail(`${email} is not enabled. Enable the account first.`)
  console.log(user.changed ? `${email} now has the role ${role}.` : `${email} already had the role ${role}.`)
  if (user.admins === 0) console.log('The service has no admin now.')
} catch (error) {
  if (!(error instanceof DeployError)) throw error
  fail(error.message)
}

import { uncommitted } from './checks.mjs'
import { keptFiles } from './secrets.mjs'

/**
 * `--dry-run`: everything that needs no account, and what a deploy would do after that.
 * @param {import('./config.mjs').Installation} installation @param {import('./options.mjs').Options} options
 */
export const rehearse = async ({ env, name, database, bucket, secrets }, { url }, { check }) => {
  await check()
  const changes = await uncommitted()
  if (changes.length > 0) console.log(`! Not committed yet:\n${changes.join('\n')}`)
  console.log(`
A deploy would, where it is not so already:
  - create the bucket ${bucket.name} and the database ${database.name}, and apply the migrations
  - make the secrets ${secrets.join(' and ')}, and leave copies in ${Object.values(keptFiles(env)).join(' and ')}
  - put ${name} in service at ${url ?? 'where it is already, or the account’s workers.dev address'}
Nothing was changed, and nobody was asked: wrangler has not been to Cloudflare.`)
}

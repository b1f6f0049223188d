// Runs scripts/deploy.mjs as often as it is told to. wrangler, from which the script reads wrangler.toml, takes a second
// to load.
import './network.mjs'
import { main } from '../../../scripts/deploy/main.mjs'

process.on('message', async ({ cwd, env, args, end }) => {
  process.chdir(cwd)
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.exitCode = 0
  await main(args)
  // Behind all that was printed, of which each stream may arrive later than the message.
  for (const stream of [process.stdout, process.stderr]) stream.write(end)
  process.send(process.exitCode)
})

// Runs many deploys in one process, because loading wrangler takes a second.
import './network.mjs'
import { main } from '../../../../scripts/deploy/main.mjs'

process.on('message', async ({ cwd, env, args, end }) => {
  process.chdir(cwd)
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.exitCode = 0
  await main(args)
  // The message below may arrive before the output: `end` marks the end of each stream.
  for (const stream of [process.stdout, process.stderr]) stream.write(end)
  process.send(process.exitCode)
})

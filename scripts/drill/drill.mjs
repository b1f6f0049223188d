import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withBindings } from '../backup/bindings.mjs'
import { prepareTarget } from '../backup/target.mjs'
import { stopWranglers } from '../dev/wrangler.mjs'
import { openChecks } from './checks.mjs'
import { backUpKilled, restoreKilled } from './commands.mjs'
import { compareService, compareStates } from './compare.mjs'
import { seedDamage, seedReaders } from './seed.mjs'
import { startService } from './service.mjs'
import { readState } from './state.mjs'

const local = (persistTo) => ({ env: 'production', isRemote: false, persistTo })

const rehearse = async (folder, checks) => {
  const [state, place] = [join(folder, 'state'), join(folder, 'backup')]
  await withBindings(local(state), [], async () => {}, {
    prepare: (installation) => prepareTarget(installation, local(state)),
  })
  const service = await startService(folder, state)
  const seeded = await seedReaders(service.url)
  const damage = await seedDamage(state, seeded.covers.user.id)
  const before = await readState(state)
  console.log('✓ Filled an installation with hostile text')

  await backUpKilled({ folder, state, place, seeded, damage, checks })
  await service.stop()
  rmSync(state, { recursive: true })
  console.log('✓ Destroyed the installation')

  await restoreKilled({ folder, state, place, seeded, damage, checks })
  compareStates(checks, { before, after: await readState(state), seeded, damage })
  const restored = await startService(folder, state)
  await compareService(checks, { url: restored.url, before, seeded })
  await restored.stop()
  return Object.values(before.tables).reduce((sum, rows) => sum + rows.length, 0)
}

/** @returns {Promise<{ checks: number, failures: number }>} */
export const drill = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bookplate-drill-'))
  const startedAt = performance.now()
  const checks = openChecks()
  try {
    const rows = await rehearse(folder, checks)
    const seconds = Math.round((performance.now() - startedAt) / 1000)
    console.log(`✓ ${rows.toLocaleString('en')} rows, in ${seconds} seconds`)
    return checks.counts
  } finally {
    await stopWranglers()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

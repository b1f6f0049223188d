// During a deploy the old Worker runs on the new schema, up to the migrations that only drop indexes. They are applied when
// it is out of service. After a rollback before that it runs on the same schema.
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { insertRows, migrate } from '../../scripts/migrations/database.mjs'
import { isDropOnly } from '../../scripts/migrations/drop-only.mjs'
import { readMigrations } from '../../scripts/migrations/read.mjs'
import { readReleased, releasedTags, unpackBundle } from '../../scripts/migrations/released.mjs'
import { startBundle } from '../../scripts/migrations/service.mjs'
import { generateAddition } from './support/generate.mjs'
import { operations, stateOf } from './support/operations.mjs'

const migrations = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)))
// A generated migration as well, because the last released version may have no later one.
const { migration: addition } = generateAddition()

for (const tag of releasedTags())
  describe(`the Worker of ${tag} on the schema of today, and one migration more`, () => {
    const released = readReleased(tag)
    const { bundle, remove } = unpackBundle(tag)
    let state
    before(async () => {
      const service = await startBundle({ bundle, config: released.config })
      await migrate(service.db, released.migrations)
      await insertRows(service.db, released.rows)
      const later = migrations.slice(released.migrations.length).filter(({ sql }) => !isDropOnly(sql))
      await migrate(service.db, [...later, addition])
      state = stateOf(service, released.rows)
    })
    after(async () => {
      await state?.close()
      remove()
    })

    for (const [name, run] of Object.entries(operations)) test(name, () => run(state))
  })

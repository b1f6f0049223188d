import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { backUp } from '../../../scripts/backup/backup.mjs'
import { folderStore } from '../../../scripts/backup/stores.mjs'
import { addBook, addCover, addUser, source, useInstallations } from './support/installation.mjs'

const installation = useInstallations()

describe('a backup', () => {
  test('in a folder can be read by its owner alone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bookplate-backup-'))
    try {
      const made = await installation()
      await addUser(made.db, 'u1')
      await addCover(made.covers, 'old')
      await addBook(made.db, 'b1', { userId: 'u1', coverKey: 'old' })
      await backUp({ ...made, store: folderStore(join(folder, 'made')), source })
      const mode = (name) => statSync(join(folder, 'made', name)).mode & 0o777
      assert.deepEqual([mode(''), mode('backup.json'), mode('files/old/cover.webp')], [0o700, 0o600, 0o600])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  test('writes no file outside its folder', async () => {
    for (const name of ['../x', 'a/../../x', '/x', 'a//x', 'a\\x', 'a/\0'])
      await assert.rejects(folderStore('/nonexistent').write(name, Buffer.from('')), /no file with the name/)
  })
})

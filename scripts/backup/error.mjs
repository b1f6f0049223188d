/** A backup or a restore cannot continue. The message tells the operator the reason and the remedy. */
export class BackupError extends Error {
  name = 'BackupError'
}

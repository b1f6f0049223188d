import { spawnSync } from 'node:child_process'

const isWindows = process.platform === 'win32'

/** Runs npm in a folder. @returns its output; npm's exit code says whether it found something, so it is no error here */
export const npm = (folder, ...args) => {
  const { stdout, error } = spawnSync(isWindows ? 'npm.cmd' : 'npm', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    shell: isWindows,
  })
  if (error) throw error
  return stdout
}

import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

const { env, platform } = process

const isExecutable = (path) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The folders in which Windows keeps programs. */
const programFolders = () => [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(Boolean)

/**
 * @param {{ commands: string[], applications: string[], programs: string[] }} names commands on PATH, applications of macOS,
 * and programs of Windows, each a path inside its folder
 * @returns {string | undefined} the path of the first that is installed
 */
export const findExecutable = ({ commands, applications, programs }) => {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = commands.flatMap((name) => folders.map((folder) => join(folder, name)))
  const installed = {
    darwin: applications.map((name) => `/Applications/${name}`),
    win32: programFolders().flatMap((folder) => programs.map((program) => join(folder, program))),
  }
  return [...onPath, ...(installed[platform] ?? [])].find(isExecutable)
}

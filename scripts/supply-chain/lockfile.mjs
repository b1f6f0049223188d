const nameOf = (folder) => folder.split('node_modules/').at(-1)

/** @returns the packages of a lockfile that run a script when they are installed, each once */
const scriptedPackages = ({ packages }) => [
  ...new Set(
    Object.entries(packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([folder]) => nameOf(folder)),
  ),
]

/**
 * Every install script is named in `allowScripts` of package.json, as allowed or not, or the folder runs none at all.
 * @param {{ lockfile: object, manifest: object, npmrc: string }} folder
 */
export const scriptProblems = ({ lockfile, manifest: { allowScripts = {} }, npmrc }) => {
  const scripted = scriptedPackages(lockfile)
  const runsNone = /^ignore-scripts=true$/m.test(npmrc)
  const unnamed = scripted.filter((name) => !(name in allowScripts) && !runsNone)
  const idle = Object.keys(allowScripts).filter((name) => !scripted.includes(name))
  return [
    ...unnamed.map((name) => `${name} has an install script that allowScripts does not name`),
    ...idle.map((name) => `allowScripts names ${name}, which has no install script`),
  ]
}

/** Every package is fixed by its content: a registry can not give another one under the same version. */
export const integrityProblems = ({ packages }) =>
  Object.entries(packages)
    .filter(([folder, { integrity }]) => folder !== '' && !/^sha512-/.test(integrity))
    .map(([folder]) => `${nameOf(folder)} has no sha512 integrity in the lockfile`)

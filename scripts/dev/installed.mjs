import { existsSync } from 'node:fs'
import { viteFolder, wranglerFile } from './paths.mjs'
import { StartError } from './start-error.mjs'

const minNode = [22, 18]

/**
 * Checks the two things that `npm install` brings: the tools, and a Node that is new enough for them.
 * @param {string} nodeVersion such as `24.21.0` @throws StartError
 */
export const checkInstalled = (nodeVersion = process.versions.node) => {
  if (!existsSync(wranglerFile) || !existsSync(viteFolder)) {
    throw new StartError('Packages are missing. Install them: npm install --include=dev')
  }
  const [major, minor] = nodeVersion.split('.').map(Number)
  if (major < minNode[0] || (major === minNode[0] && minor < minNode[1])) {
    throw new StartError(
      `Node ${minNode.join('.')} or later is needed, and this is ${nodeVersion}. The package \`node\` brings one: ` +
        'npm install --include=dev && npm rebuild node --ignore-scripts=false, then npm run dev',
    )
  }
}

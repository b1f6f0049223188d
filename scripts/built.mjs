// `node scripts/built.mjs`: builds the web app for tests. `.ci/run` builds it once for all of them, and sets IS_BUILT=on:
// a build deletes the files that a test beside it serves.
if (process.env.IS_BUILT !== 'on') {
  const { build } = await import('vite')
  await build({ root: 'web', logLevel: 'warn' })
}

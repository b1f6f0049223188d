// `npm run deploy`: deploys Bookplate to Cloudflare. Steps and options: docs/operations.md.
const [major] = process.versions.node.split('.').map(Number)
if (major < 22) {
  console.error(
    `wrangler needs Node 22 or later; this is Node ${process.versions.node}. \`npm run deploy\` uses the Node of this repository.`,
  )
  process.exit(1)
}
// A static import would fail under Node 20 before the check above.
const { main } = await import('./deploy/main.mjs')
await main(process.argv.slice(2))

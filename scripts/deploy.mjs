// `npm run deploy`: puts Bookplate on Cloudflare, with nothing but a login. What it does and asks: docs/operations.md.
const [major] = process.versions.node.split('.').map(Number)
if (major < 22) {
  console.error(
    `This is Node ${process.versions.node}, and wrangler wants 22 or later: \`npm run deploy\` brings its own.`,
  )
  process.exit(1)
}
// Not a static import, which Node 20 would trip over before it could say what is wrong.
const { main } = await import('./deploy/main.mjs')
await main(process.argv.slice(2))

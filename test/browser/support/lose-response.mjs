/** The next request to `urlPattern` reaches the service, but the connection breaks before the response arrives. */
export const loseResponse = async (page, urlPattern) => {
  const session = await page.context().newCDPSession(page)
  session.once('Fetch.requestPaused', async ({ requestId }) => {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' })
    await session.detach()
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern, requestStage: 'Response' }] })
}

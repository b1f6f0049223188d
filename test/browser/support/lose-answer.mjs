/** Lets the next request to `urlPattern` arrive, and breaks the connection before its answer is back. */
export const loseAnswer = async (page, urlPattern) => {
  const session = await page.context().newCDPSession(page)
  session.once('Fetch.requestPaused', async ({ requestId }) => {
    await session.send('Fetch.failRequest', { requestId, errorReason: 'ConnectionReset' })
    await session.detach()
  })
  await session.send('Fetch.enable', { patterns: [{ urlPattern, requestStage: 'Response' }] })
}

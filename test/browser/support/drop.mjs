/** Drags a file from outside the browser over `target` and drops it there. */
export const dropFile = async (page, target, path) => {
  const { x, y, width, height } = await target.boundingBox()
  const drag = {
    x: x + width / 2,
    y: y + height / 2,
    data: { items: [], files: [path], dragOperationsMask: 1 },
  }
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, ...drag })
  }
  await session.detach()
}

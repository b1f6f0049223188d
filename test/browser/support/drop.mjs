/** Drags files from outside the browser over `target` and drops them there. */
export const dropFiles = async (page, target, files) => {
  const { x, y, width, height } = await target.boundingBox()
  const drag = {
    x: x + width / 2,
    y: y + height / 2,
    data: { items: [], files, dragOperationsMask: 1 },
  }
  const session = await page.context().newCDPSession(page)
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, ...drag })
  }
  await session.detach()
}

export const dropFile = (page, target, path) => dropFiles(page, target, [path])

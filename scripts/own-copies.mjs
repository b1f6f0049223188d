/**
 * A Vite plugin: the modules of one page are not shared with the others. Without it, the first load of each page has more
 * files, because a module of two pages gets a file of its own.
 * @param {string} folder the modules of the page, such as `/src/docs/`
 * @param {string} name a word that marks the copies of all modules that the page imports
 */
export const ownCopies = (folder, name) => ({
  name: 'own-copies',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (!importer?.includes(folder) && !importer?.endsWith(`?${name}`)) return null
    const found = await this.resolve(source, importer, options)
    const isCopied = found && !found.external && !found.id.includes(folder) && !/[?\0]/.test(found.id)
    return isCopied ? { ...found, id: `${found.id}?${name}` } : found
  },
})

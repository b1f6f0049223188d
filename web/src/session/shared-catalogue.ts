/** Whether readers can see each other's books. The service marks its page where they cannot. */
export const isCatalogueShared = document.documentElement.dataset.sharedCatalogue !== 'off'

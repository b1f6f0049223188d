/** @returns the address of the cover for shelves, beside that of the full cover */
export const shelfUrl = ({ image_url }) => image_url.replace('cover.webp', 'shelf.webp')

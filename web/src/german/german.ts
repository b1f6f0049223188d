import { library } from './library.ts'
import { router } from './router.ts'
import { shelf } from './shelf.ts'

/** The German texts of each area, by its name in `areaTexts`. */
export const german = { library, router, shelf }

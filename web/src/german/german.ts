import { library } from './library.ts'
import { numbers } from './numbers.ts'
import { router } from './router.ts'
import { shelf } from './shelf.ts'
import { shell } from './shell.ts'

/** The German texts of each area, by its name in `areaTexts`. */
export const german = { library, numbers, router, shelf, shell }

import { factory } from '../http/env.ts'
import { page } from './page.ts'

// For all methods: the assets reject those that a file does not have.
export const pages = factory.createApp().all('/', page).all('/docs', page)

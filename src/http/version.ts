/** As in package.json, which would bring all of itself into the bundle. */
export const version = '0.1.0'

/** Why `npm run dev` stopped: its message is for the developer, with what to do about it. */
export class StartError extends Error {
  name = 'StartError'
}

import { stripVTControlCharacters } from 'node:util'

const { stdout, stderr } = process
const clearLine = '\r\u001b[2K'

const clear = () => {
  if (stdout.isTTY) stdout.write(clearLine)
}

/** Prints for `npm run dev`. @type {{ status(text: string): void, print(text: string): void, show(text: string): void }} */
export const screen = {
  /** Says on a terminal what is being done, until something else is printed. */
  status: (text) => {
    if (stdout.isTTY) stdout.write(`${clearLine}${text} …`)
  },
  print: (text) => {
    clear()
    console.log(text)
  },
  /** Prints a warning or an error. */
  show: (text) => {
    clear()
    console.error(stderr.isTTY ? text : stripVTControlCharacters(text))
  },
}
